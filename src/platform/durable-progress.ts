// Cuts an operation's progress to what a custom status may hold: 16 KB of UTF-16, or the host fails
// the whole orchestration.

import type { OperationProgress } from "../contracts/http-shapes.ts";

/** 16 KB of UTF-16 are 8,192 code units; a little is left for the host's own escaping. */
const lengthMax = 8_000;

/** The newest timeline entries that fit; then, should that not be enough, fewer steps. */
export function boundedProgress(progress: OperationProgress): OperationProgress {
  let cut = progress;
  while (JSON.stringify(cut).length > lengthMax) {
    if (cut.timeline.length > 0) {
      cut = { ...cut, timeline: cut.timeline.slice(Math.ceil(cut.timeline.length / 4)) };
    } else if (cut.steps.length > 0) {
      cut = { ...cut, steps: cut.steps.slice(1) };
    } else {
      return { ...cut, sentence: cut.sentence.slice(0, 1_000) };
    }
  }
  return cut;
}
