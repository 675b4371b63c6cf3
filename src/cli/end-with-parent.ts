// Loaded into the programs that a supervisor starts, before they begin (`node --import`): when the
// supervisor is gone, even by kill -9, they end too, so that nothing is left running unseen.

process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
});
// Listening alone must not keep a program alive that has nothing left to do.
process.channel?.unref();
