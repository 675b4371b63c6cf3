/** A task in the replay of actions: it settles once, as done or failed, and tells its followers. */
export class Task {
  #state: "running" | "done" | "failed" = "running";
  #followers: (() => void)[] = [];

  static done(): Task {
    const task = new Task();
    task.settle(false);
    return task;
  }

  get settled(): boolean {
    return this.#state !== "running";
  }

  get failed(): boolean {
    return this.#state === "failed";
  }

  settle(failed: boolean): void {
    if (this.settled) return;
    this.#state = failed ? "failed" : "done";
    const followers = this.#followers;
    this.#followers = [];
    for (const follower of followers) follower();
  }

  onSettled(follower: () => void): void {
    if (this.settled) follower();
    else this.#followers.push(follower);
  }

  /** A task that settles as `next` does, which is made once this one has settled. */
  followedBy(next: () => Task): Task {
    const whole = new Task();
    this.onSettled(() => {
      const second = next();
      second.onSettled(() => whole.settle(second.failed));
    });
    return whole;
  }
}

export function whenAll(children: readonly Task[]): Task {
  const whole = new Task();
  const check = () => {
    if (children.every((child) => child.settled)) {
      whole.settle(children.some((child) => child.failed));
    }
  };
  for (const child of children) child.onSettled(check);
  return whole;
}

export function whenAny(children: readonly Task[]): Task {
  const whole = new Task();
  for (const child of children) child.onSettled(() => whole.settle(false));
  return whole;
}
