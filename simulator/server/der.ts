// The few forms of DER (the binary form of ASN.1) that a certificate is made of.

const SEQUENCE = 0x30;
const SET = 0x31;

/** Tag, length, content. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => der(SEQUENCE, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => der(SET, ...parts);
/** Numbered fields that wrap what they hold. */
export const field = (number: number, ...parts: readonly Buffer[]): Buffer =>
  der(0xa0 | number, ...parts);
export const octets = (...parts: readonly Buffer[]): Buffer => der(0x04, ...parts);
export const text = (value: string): Buffer => der(0x0c, Buffer.from(value, "utf8"));
export const bool = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]));
/** A positive number, given by its bytes. */
export const integer = (bytes: Buffer): Buffer =>
  der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
/** Bits of which the last `unused` do not count. */
export const bits = (bytes: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), bytes);

/** An object identifier such as 2.5.4.3. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A time before 2050, in whole seconds. */
export function time(at: Date): Buffer {
  const stamp = at
    .toISOString()
    .replaceAll(/[-:T]|\.\d{3}/g, "")
    .slice(2);
  return der(0x17, Buffer.from(stamp, "ascii"));
}
