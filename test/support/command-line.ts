// The command line in this process, with a service that answers what the test has laid ready, in the
// order in which it is asked.
import { vi } from "vitest";
import { endOf } from "../../src/cli/call-end.ts";
import { createProgram } from "../../src/cli/program.ts";

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export class CommandLine {
  readonly sent: Sent[] = [];
  answers: Response[] = [];
  #output: string[] = [];
  #errors: string[] = [];

  /** To be called before each test; vitest takes it all back after it. */
  start(): void {
    vi.stubEnv("INTERLOCK_URL", "http://127.0.0.1:9");
    vi.stubEnv("INTERLOCK_TOKEN", "a-token");
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
      const { pathname, search } = new URL(url);
      this.sent.push({ method: init.method ?? "GET", path: `${pathname}${search}`, body });
      const answer = this.answers.shift();
      if (answer !== undefined) return answer;
      const cause = Object.assign(new Error(), { code: "ECONNREFUSED" });
      throw new TypeError("fetch failed", { cause });
    });
    vi.spyOn(process.stdout, "write").mockImplementation(
      (text) => this.#output.push(String(text)) > 0,
    );
    vi.spyOn(process.stderr, "write").mockImplementation(
      (text) => this.#errors.push(String(text)) > 0,
    );
  }

  async run(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
    process.exitCode = 0;
    let code: number;
    try {
      await createProgram("0.0.0").parseAsync(args, { from: "user" });
      code = process.exitCode;
    } catch (thrown) {
      const end = endOf(thrown);
      if (end.text !== null) this.#errors.push(end.text);
      code = end.code;
    } finally {
      process.exitCode = 0;
    }
    return { code, stdout: this.#output.join(""), stderr: this.#errors.join("") };
  }
}
