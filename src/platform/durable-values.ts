// Values that cross the durable boundary are JSON values and are never changed afterwards.

/** Freezes a JSON value all the way down and answers it. What is frozen already is not walked again. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
