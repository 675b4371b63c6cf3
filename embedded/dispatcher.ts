/**
 * Runs one handler per key: never two at once for the same key, at most `concurrency` in all, in the
 * order in which keys were woken. A key that is woken while its handler runs is run again.
 */
import type { WorkMeter } from "./work-meter.ts";

export class Dispatcher {
  readonly #handle: (key: string) => Promise<void>;
  readonly #concurrency: number;
  readonly #meter: WorkMeter;
  readonly #onFault: (fault: unknown) => void;
  readonly #ready = new Set<string>();
  readonly #running = new Set<string>();
  #stopped = false;

  constructor(options: {
    concurrency: number;
    meter: WorkMeter;
    handle: (key: string) => Promise<void>;
    onFault: (fault: unknown) => void;
  }) {
    this.#handle = options.handle;
    this.#concurrency = options.concurrency;
    this.#meter = options.meter;
    this.#onFault = options.onFault;
  }

  wake(key: string): void {
    if (this.#stopped || this.#ready.has(key)) return;
    this.#ready.add(key);
    // While its handler runs, a key counts once, however often it is woken.
    if (!this.#running.has(key)) this.#meter.begin();
    this.#pump();
  }

  /** What is ready and has not begun stays for the next start of the host: it is all in the store. */
  stop(): void {
    this.#stopped = true;
    for (const key of this.#ready) {
      this.#ready.delete(key);
      if (!this.#running.has(key)) this.#meter.end();
    }
  }

  #pump(): void {
    for (const key of this.#ready) {
      if (this.#running.size >= this.#concurrency) return;
      if (this.#running.has(key)) continue;
      this.#ready.delete(key);
      this.#running.add(key);
      void this.#run(key);
    }
  }

  async #run(key: string): Promise<void> {
    try {
      await this.#handle(key);
    } catch (fault) {
      this.#onFault(fault);
    } finally {
      this.#running.delete(key);
      if (this.#ready.has(key)) this.#meter.begin();
      if (!this.#stopped) this.#pump();
      this.#meter.end();
    }
  }
}
