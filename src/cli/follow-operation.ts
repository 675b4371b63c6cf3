// Waits for an operation's end and shows what happens on the way: new timeline entries as lines, and
// on a terminal the present sentence beside a spinner. The service may be gone for a while, as in a
// redeployment; that says nothing about the operation, so it is asked again for two minutes.

import { setTimeout as wait } from "node:timers/promises";
import ora from "ora";
import { exitCodes } from "../contracts/exit-codes.ts";
import type { OperationView } from "../contracts/http-shapes.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import type { ServiceClient } from "./service-client.ts";
import { createTimelineReader, timelineLine } from "./timeline-text.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";
import { fitted } from "./wrapping.ts";

const betweenMs = 400;
const patienceMs = 120_000;

/** Where progress is shown; silent where a program reads the answer. */
export interface ProgressDisplay {
  line(text: string): void;
  now(text: string): void;
  end(): void;
}

export const silentDisplay: ProgressDisplay = { line() {}, now() {}, end() {} };

/** Progress goes to standard error, so that the answer on standard output can be piped. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  if (!stream.isTTY) {
    return { line: (text) => stream.write(`${text}\n`), now() {}, end() {} };
  }
  const spinner = ora({ stream, discardStdin: false, hideCursor: true, text: "" });
  return {
    line(text) {
      spinner.clear();
      stream.write(`${fitted(text, stream)}\n`);
      spinner.render();
    },
    now(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    end: () => spinner.stop(),
  };
}

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
  const leave = tellWhenInterrupted(first.id, display);
  try {
    for (let view = first; ; view = await readPatiently(client, first.id, display)) {
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

async function readPatiently(
  client: ServiceClient,
  operationId: string,
  display: ProgressDisplay,
): Promise<OperationView> {
  const from = performance.now();
  let isSaid = false;
  for (;;) {
    try {
      return await client.read(operationId);
    } catch (thrown) {
      const isGone = thrown instanceof Trouble && thrown.exitCode === exitCodes.unreachable.code;
      if (!isGone) throw thrown;
      if (performance.now() - from > patienceMs) {
        const sentence = `${thrown.message} Operation ${operationId} is not affected by that; look at it later with \`${typedCommand(`show ${operationId}`)}\`.`;
        throw new Trouble("unreachable", sentence);
      }
      if (!isSaid) display.line("The service does not answer; it is asked again for two minutes.");
      isSaid = true;
      display.now("The service does not answer; asking again.");
      await wait(betweenMs * 5);
    }
  }
}

function tellWhenInterrupted(operationId: string, display: ProgressDisplay): () => void {
  const onInterrupt = (): void => {
    display.end();
    const sentences = [
      `No longer waiting. Operation ${operationId} goes on; look at it, or wait again:`,
      `    ${typedCommand(`show ${operationId}`)}`,
      `    ${typedCommand(`show ${operationId} --wait`)}`,
    ];
    process.stderr.write(`\n${fitted(sentences.join("\n"), process.stderr)}\n`);
    process.exit(exitCodes.interrupted.code);
  };
  process.once("SIGINT", onInterrupt);
  return () => process.off("SIGINT", onInterrupt);
}
