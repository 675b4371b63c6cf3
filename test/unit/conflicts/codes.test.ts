// The lists of error codes: what holds for every one of them, and how they are looked up.

import { expect, test } from "vitest";
import { codeRows, signalOfListedCode } from "../../../src/conflicts/codes/index.ts";
import { signals } from "../../../src/conflicts/signal.ts";

const entries = codeRows.flatMap((row) =>
  row.codes.map((code) => ({
    ...row,
    code,
    key: `${row.for ?? "any provider"}: ${code}`.toLowerCase(),
  })),
);

test("no code is listed twice for the same provider", () => {
  const keys = entries.map((entry) => entry.key);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("a list for one provider repeats nothing that the general lists already say", () => {
  const said = new Set(
    entries
      .filter((entry) => entry.for === undefined)
      .map((entry) => `${entry.code.toLowerCase()} ${entry.signal}`),
  );
  const repeated = entries.filter(
    (entry) => entry.for !== undefined && said.has(`${entry.code.toLowerCase()} ${entry.signal}`),
  );
  expect(repeated.map((entry) => entry.key)).toEqual([]);
});

test("every list names a page on the web and a signal that the table decides", () => {
  for (const row of codeRows) {
    expect(URL.parse(row.source)).toMatchObject({ protocol: "https:" });
    expect(signals).toContain(row.signal);
    expect(row.signal).not.toBe("none");
  }
});

test("codes within a list are sorted, and none is blank or has spaces around it", () => {
  for (const row of codeRows) {
    const sorted = row.codes.toSorted((one, other) =>
      one.toLowerCase() < other.toLowerCase() ? -1 : 1,
    );
    expect(row.codes).toEqual(sorted);
    expect(row.codes).not.toHaveLength(0);
    for (const code of row.codes) expect(code).toMatch(/^\S+( \S+)*$/);
  }
});

test("a provider is named by its namespace alone", () => {
  for (const row of codeRows) {
    expect(row.for ?? "Microsoft.Any").toMatch(/^Microsoft\.\w+$/);
  }
});

test("a code is found in any letter case, whatever the resource", () => {
  for (const written of ["ScopeLocked", "scopelocked", "SCOPELOCKED"]) {
    expect(signalOfListedCode(written, "Microsoft.Compute/virtualMachines")).toBe("locked");
    expect(signalOfListedCode(written, "")).toBe("locked");
  }
});

test("every listed code is found with its signal for its own provider", () => {
  const missed = entries.filter(({ code, signal, for: provider }) => {
    const type = provider === undefined ? "" : `${provider.toUpperCase()}/things`;
    return signalOfListedCode(code.toUpperCase(), type) !== signal;
  });
  expect(missed).toEqual([]);
});

test("what nobody has listed says nothing", () => {
  expect(signalOfListedCode("NobodyHasHeardOfIt", "Microsoft.Compute/disks")).toBeUndefined();
  expect(signalOfListedCode("constructor", "constructor")).toBeUndefined();
});

// Codes that stand for several things: whoever lists one would overrule the words, which tell them apart.
test.each([
  "BadRequest",
  "Canceled",
  "Conflict",
  "DeploymentFailed",
  "InvalidParameter",
  "InvalidTemplateDeployment",
  "MultipleErrorsOccurred",
  "OperationNotAllowed",
  "PropertyChangeNotAllowed",
  "ResourceDeploymentFailure",
])("%s says nothing by itself", (code) => {
  expect(signalOfListedCode(code, "Microsoft.Compute/virtualMachines")).toBeUndefined();
  expect(signalOfListedCode(code, "")).toBeUndefined();
});
