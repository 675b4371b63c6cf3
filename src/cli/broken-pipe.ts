// What to do when the reader of our output has gone, as in `interlock list | head -1`: end, quietly.
// That is no fault, and there is nobody left to be told.

/** Ends as a program does that is killed by SIGPIPE. Programs started by this one end with it. */
export function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(128 + 13);
  });
}
