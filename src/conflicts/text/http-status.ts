// The names by which tools call HTTP statuses: `Conflict`, `BadRequest`, `Too Many Requests`.

const names: Readonly<Record<string, number>> = {
  badrequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  methodnotallowed: 405,
  requesttimeout: 408,
  conflict: 409,
  gone: 410,
  preconditionfailed: 412,
  unprocessableentity: 422,
  unprocessablecontent: 422,
  locked: 423,
  toomanyrequests: 429,
  internalservererror: 500,
  notimplemented: 501,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
};

/** Of a number or of a name, in whatever letter case and with or without spaces. */
export function statusOf(told: unknown): number | null {
  if (typeof told === "number") return isStatus(told) ? told : null;
  if (typeof told !== "string" || told.length > 60) return null;
  const number = /^\s*(\d{3})\b/.exec(told)?.[1];
  if (number !== undefined) return isStatus(Number(number)) ? Number(number) : null;
  return names[told.replaceAll(/[\s_-]/g, "").toLowerCase()] ?? null;
}

function isStatus(number: number): boolean {
  return Number.isInteger(number) && number >= 100 && number <= 599;
}
