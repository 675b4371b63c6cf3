// Azure CLI commands for people: what somebody types to do by hand what a step of ours does. A
// command is shown to be pasted into a shell, so every value that comes from outside is quoted
// unless it is plain.

import type { ArmWrite } from "./arm-write.ts";

/** The command that sends the same write. */
export function azCommandOf(write: ArmWrite): string {
  const ids = quoted(write.resourceId);
  switch (write.kind) {
    case "vm-start":
      return `az vm start --ids ${ids}`;
    case "vm-power-off":
      return `az vm stop --ids ${ids}`;
    case "vm-deallocate":
      return `az vm deallocate --ids ${ids}`;
    case "vm-set-size":
      return `az vm resize --ids ${ids} --size ${quoted(write.size)}`;
  }
}

/** A value as one word of a POSIX shell's command line. */
export function quoted(value: string): string {
  if (/^[\w./:@=+-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
