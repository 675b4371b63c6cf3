// How a command is typed where this one was: npm tells its scripts which of them runs, and in a clone
// `interlock` alone is no command. So what is printed to be copied can be copied.

export function typedCommand(
  command: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const isScript = environment["npm_lifecycle_event"] === "interlock";
  return isScript ? `npm run interlock -- ${command}` : `interlock ${command}`;
}
