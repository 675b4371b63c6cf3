/** An orchestrator asked for something that this host does not do; its instance fails with the text. */
export class UnsupportedAction extends Error {
  constructor(what: string, instead: string) {
    super(`The embedded host does not support ${what}: ${instead}.`);
    this.name = "UnsupportedAction";
  }
}
