// Waits for an operation's end and shows what happens on the way: new timeline entries as lines, and
// the present sentence.

import { setTimeout as wait } from "node:timers/promises";
import { exitCodes } from "../contracts/exit-codes.ts";
import type { OperationView } from "../contracts/http-shapes.ts";
import type { Paint } from "./paint.ts";
import { patiently } from "./patience.ts";
import { printable } from "./printable.ts";
import type { ProgressDisplay } from "./progress-display.ts";
import type { ServiceClient } from "./service-client.ts";
import { createTimelineReader, timelineLine } from "./timeline-text.ts";
import { typedCommand } from "./typed-command.ts";
import { fitted } from "./wrapping.ts";

const betweenMs = 400;

export interface FollowHow {
  readonly client: ServiceClient;
  readonly display: ProgressDisplay;
  readonly paint: Paint;
  /** `told`: an outcome that is told while Azure is still at work ends the wait too. */
  readonly until: "told" | "ended";
}

/** Resolves with the operation once it has ended, or once its outcome has been told. */
export async function followOperation(
  first: OperationView,
  how: FollowHow,
): Promise<OperationView> {
  const { client, display, paint } = how;
  const timeline = createTimelineReader();
  const said = new Set<string>();
  const afterwards = `Operation ${first.id} is not affected by that; look at it later with \`${typedCommand(`show ${first.id}`)}\`.`;
  const read = (): Promise<OperationView> =>
    patiently(() => client.read(first.id), { display, afterwards });
  const leave = tellWhenInterrupted(first.id, display);
  try {
    for (let view = first; ; view = await read()) {
      for (const entry of timeline.fresh(view)) {
        // A plan made again that comes out the same is no news to whoever is watching.
        if (!said.has(entry.sentence)) display.line(timelineLine(entry, paint));
        said.add(entry.sentence);
      }
      if (view.status === "ended") return view;
      // A deadline that has passed is told at once; what is still running can be looked at later.
      if (view.outcome !== null && how.until === "told") return view;
      display.now(printable(view.progress?.sentence ?? "Waiting to begin."));
      await wait(betweenMs);
    }
  } finally {
    leave();
    display.end();
  }
}

function tellWhenInterrupted(operationId: string, display: ProgressDisplay): () => void {
  const onInterrupt = (): void => {
    display.end();
    const sentences = [
      `No longer waiting. Operation ${operationId} goes on; look at it, wait again, or stop it:`,
      `    ${typedCommand(`show ${operationId}`)}`,
      `    ${typedCommand(`show ${operationId} --wait`)}`,
      `    ${typedCommand(`cancel ${operationId}`)}`,
    ];
    process.stderr.write(`\n${fitted(sentences.join("\n"), process.stderr)}\n`);
    process.exit(exitCodes.interrupted.code);
  };
  process.once("SIGINT", onInterrupt);
  return () => process.off("SIGINT", onInterrupt);
}
