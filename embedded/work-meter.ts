/**
 * Counts the work that is under way, so that a caller can wait until the host has nothing left to do
 * at the present instant of its clock. Waiting for a timer or an event is not work.
 */
export class WorkMeter {
  #open = 0;
  #waiters: (() => void)[] = [];

  begin(): void {
    this.#open += 1;
  }

  end(): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.begin();
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  get open(): number {
    return this.#open;
  }

  /** Resolves once nothing has been under way for a whole turn of the event loop. */
  async idle(): Promise<void> {
    for (;;) {
      if (this.#open > 0) await new Promise<void>((resolve) => this.#waiters.push(resolve));
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (this.#open === 0) return;
    }
  }
}
