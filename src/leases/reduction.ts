// What a reducer gives: the state after a command, and the answer to it.

export interface Reduction<State, Answer> {
  /** Null removes the entity. */
  readonly state: State | null;
  readonly answer: Answer;
}
