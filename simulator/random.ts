// The one source of chance. Everything varied (durations, identifiers, orders, addresses) is drawn
// here from a seed, so a run repeats itself when the same requests arrive at the same instants.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** Characters of the URL-safe base64 alphabet. */
  base64Url(length: number): string;
  pick<T>(options: readonly [T, ...T[]]): T;
  /** A standard normal deviate. */
  normal(): number;
}

const BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The mulberry32 generator: small, quick, and good enough for everything but secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (length: number): string =>
    Array.from({ length }, () => below(16).toString(16)).join("");
  return {
    next,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab".charAt(below(4))}${hex(3)}-${hex(12)}`,
    base64Url: (length) =>
      Array.from({ length }, () => BASE64_URL.charAt(below(BASE64_URL.length))).join(""),
    pick: (options) => options[below(options.length)] ?? options[0],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
