// How somebody asks who does not give up: without an answer he sends the same again, and when he is
// told to come later he does. The key makes that safe.

import type { Ground, Question, Reply } from "./ground.ts";

const pauseMs = 5_000;
const asksMax = 400;

export class PersistentCaller {
  readonly #ground: Ground;
  readonly #principal: number;
  #answersToLose: number;
  retries = 0;

  constructor(ground: Ground, caller: { principal: number; losesAnswers: number }) {
    this.#ground = ground;
    this.#principal = caller.principal;
    this.#answersToLose = caller.losesAnswers;
  }

  /** Any answer but those that ask for patience: 429 and 503, and a 5xx of a host that is going. */
  async ask(question: Omit<Question, "principal" | "losesAnswer">): Promise<Reply> {
    let last = "no answer";
    for (let asks = 0; asks < asksMax; asks += 1) {
      if (asks > 0) {
        this.retries += 1;
        await this.#ground.pause(pauseMs);
      }
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
    }
    throw new Error(`${question.method} ${question.path} had no answer: ${last}`);
  }
}
