// How somebody asks who does not give up: without an answer he sends the same again, and when he is
// told to come later he does. The key makes that safe.

import type { Ground, Question, Reply } from "./ground.ts";

const pauseMs = 5_000;
/** In the time of Azure. Whoever has not been told by then never will be. */
const patienceMs = 2 * 60 * 60_000;

export class PersistentCaller {
  readonly #ground: Ground;
  readonly #principal: number;
  readonly #untilMs: number;
  #answersToLose: number;
  retries = 0;

  constructor(ground: Ground, caller: { principal: number; losesAnswers: number }) {
    this.#ground = ground;
    this.#principal = caller.principal;
    this.#answersToLose = caller.losesAnswers;
    this.#untilMs = ground.now() + patienceMs;
  }

  /** Before he asks again. Throws when it was too long for him. */
  async pause(ms: number, waitsFor: string): Promise<void> {
    if (this.#ground.now() > this.#untilMs) {
      throw new Error(`His patience of ${patienceMs / 60_000} minutes was over: ${waitsFor}`);
    }
    await this.#ground.pause(ms);
  }

  /** Any answer but those that ask for patience: 429 and 503, and a 5xx of a host that is going. */
  async ask(question: Omit<Question, "principal" | "losesAnswer">): Promise<Reply> {
    let last: string;
    for (;;) {
      const losesAnswer = question.method === "POST" && this.#answersToLose > 0;
      if (losesAnswer) this.#answersToLose -= 1;
      try {
        const principal = this.#principal;
        const reply = await this.#ground.ask({ ...question, principal, losesAnswer });
        if (reply.status !== 429 && reply.status < 500) return reply;
        last = `${reply.status}: ${JSON.stringify(reply.body)}`;
      } catch (thrown) {
        last = thrown instanceof Error ? thrown.message : String(thrown);
      }
      this.retries += 1;
      await this.pause(pauseMs, `${question.method} ${question.path} had no answer (${last}).`);
    }
  }
}
