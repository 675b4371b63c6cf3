// Whole logs: which errors are told, in which order, and that the work is bounded whatever stands in it.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyText } from "../../../../src/conflicts/text/classification.ts";
import type { Classified } from "../../../../src/conflicts/text/classification.ts";

const folder = new URL("specimens/", import.meta.url);
const specimen = (file: string): string => readFileSync(new URL(file, folder), "utf8");

function classified(text: string): Classified {
  const answer = classifyText(text);
  if (answer === null) throw new Error("Nothing was found.");
  return answer;
}

const group = "/subscriptions/00000000-0000-4000-8000-0000000000aa/resourceGroups/shop-rg";
const vm = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
const line = (name: string, code: string, message: string): string =>
  `PUT https://management.azure.com${vm(name)}\nRESPONSE 409: 409 Conflict\nERROR CODE: ${code}\n${JSON.stringify({ error: { code, message } })}\n`;

const busy = "Operation 'write' is not allowed since another operation is in progress.";
const locked = "The scope cannot perform write operation because following scope(s) are locked.";

describe("a log with several errors", () => {
  it("tells the one that needs a person before one that only needs time, wherever it stands", () => {
    const waiting = line("web-01", "OperationNotAllowed", busy);
    const stopping = line("web-02", "ScopeLocked", locked);
    for (const log of [waiting + stopping, stopping + waiting]) {
      const answer = classified(log);
      expect([answer, ...answer.others].map((one) => one.class)).toEqual([
        "management-lock",
        "concurrent-operation",
      ]);
      expect(answer.read.resourceId).toBe(vm("web-02"));
      expect(answer.others[0]?.read.resourceId).toBe(vm("web-01"));
    }
  });

  it("tells each resource, and each only once, however often it is tried", () => {
    const names = ["web-01", "web-02", "web-03"];
    const round = names.map((name) => line(name, "OperationNotAllowed", busy)).join("\n");
    const { read, others } = classified(round.repeat(50));
    expect([read, ...others.map((other) => other.read)].map((one) => one.resourceId)).toEqual(
      names.map(vm),
    );
  });

  it("takes several prints of one error together, with what each of them knows", () => {
    const id = "5c1f0a52-91e2-4a0b-8f5e-5f8b6cb0a099";
    const log = [
      `ERROR: (ScopeLocked) ${locked}`,
      "Code: ScopeLocked",
      `Message: ${locked}`,
      "",
      line("web-01", "ScopeLocked", locked),
      `Correlation ID: ${id}`,
    ].join("\n");
    const { read, others } = classified(log);
    expect(others).toEqual([]);
    expect(read).toMatchObject({ status: 409, resourceId: vm("web-01"), correlationId: id });
  });

  it("keeps the request of one error apart from that of its neighbour", () => {
    const log = [
      line("web-01", "OperationNotAllowed", busy),
      'Error: Code="QuotaExceeded" Message="Quota of cores exceeded."',
    ].join("\n");
    const { read } = classified(log);
    expect(read).toMatchObject({ code: "QuotaExceeded", status: null, resourceId: null });
  });

  it("reads an error that is nested deeper than can be written", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const body = `{"error":{"code":"ScopeLocked","message":"${locked}","details":${deep}}}`;
    for (const text of [body, `answered 409: ${body}\n`]) {
      expect(classified(text).class).toBe("management-lock");
    }
  });

  it("says how many it leaves out", () => {
    const log = Array.from({ length: 60 }, (_, nth) =>
      line(`web-${nth}`, "OperationNotAllowed", busy),
    ).join("\n");
    const { others, othersLeftOut } = classified(log);
    expect(others).toHaveLength(19);
    expect(othersLeftOut).toBe(40);
  });

  it("hears an unknown tool's line only when its words mean something or nothing else does", () => {
    const known = line("web-01", "ScopeLocked", locked);
    expect(classified(`Error: something went sideways\n\n${known}`).others).toEqual([]);
    expect(classified("Error: something went sideways\n").class).toBe("unknown");
    const { class: found } = classified("Error: the name shopdata is already taken\n");
    expect(found).toBe("already-exists");
  });
});

describe("an error of a few words", () => {
  it.each([
    ["a code", "ScopeLocked", "management-lock"],
    ["a code in JSON", '{"error":{"code":"ScopeLocked"}}', "management-lock"],
    ["a status", "HTTP/1.1 503 Service Unavailable\n\n", "transient-service"],
    ["the body of an operation", '{"status":"Failed"}', "unknown"],
    [
      "a log line with colons",
      "powerState: VM running, requestedAction: resize, status: 409, error: Conflict",
      "lifecycle-state",
    ],
    [
      "a log line in quotes",
      'power_state="VM deallocated" action=run-command status_code=409 code=Conflict',
      "lifecycle-state",
    ],
    [
      "a log line of a change",
      "powerState=VM starting requestedAction=deallocate status=409 error=Conflict",
      "concurrent-operation",
    ],
  ])("is judged by what there is: %s", (_name, text, wanted) => {
    expect(classified(text).class).toBe(wanted);
  });

  it("with a header Retry-After is waited for as long as that says", () => {
    const head =
      "HTTP/2 429\nretry-after: 170\nx-ms-request-id: 5c1f0a52-91e2-4a0b-8f5e-5f8b6cb0a098\n\n";
    const body = '{"error":{"code":"TooManyRequests","message":"Too many requests."}}';
    expect(classified(head + body)).toMatchObject({ class: "throttled", delayMs: 170_000 });
  });
});

describe("a text without an error of Azure's", () => {
  it.each([
    ["a build that went well", "Compiling…\nadded 12 packages in 3s\nDone.\n"],
    ["an error of another kind", '{"code": "ENOENT", "errno": -2, "path": "/x"}'],
    ["JSON of something else", '{"name": "shop", "version": "1.0.0"}'],
    ["requests that went well", "status=200 path=/healthz\nstatus=204 path=/x\n".repeat(20)],
  ])("is told as none: %s", (_name, text) => {
    expect(classifyText(text)).toBeNull();
  });
});

const megabyte = 1024 * 1024;
const filled = (piece: string, size = megabyte): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** Beginnings of every form, over and over, and what is never closed. */
const pieces = [
  '{"',
  '{\\"a',
  '{"a":',
  '[{"code":"X',
  'Code="X" Message="',
  'Code=\\"X\\" Message=\\"',
  "RESPONSE 409 ERROR CODE: X\n{",
  'the Azure API returned the following error: Status: "',
  "unexpected status 409 (409 Conflict) with error: ",
  ": (Abcd) x\nCode: Abcd\n",
  "Exception Details:\t(Abc) x\n",
  "ErrorCode: X ErrorMessage: y ",
  "Set-AzVM : x\n",
  "failed with error(s). Status Message: x (Code:Y)",
  "Status: 409 (Conflict)\n",
  "RestError: x",
  "status=409 error=Conflict a=b ",
  "Error: x\n",
  "-> Abc : x\n",
  "code: 'Abc', message: '",
  "<Error><Code>",
  "PUT /subscriptions/a",
  "/subscriptions/a/resourceGroups/b/providers/C.d/e/f ",
  "\u001b[",
  "\u001b]",
  "[1;",
  "│ ",
  "\t",
  "\n",
  "\\",
  '"',
];

describe("the work that a text makes", () => {
  it.each(pieces)("is bounded for a megabyte of %j", (piece) => {
    const text = filled(piece);
    const [small, large] = [timeOf(text.slice(0, megabyte / 8)), timeOf(text)];
    // Eight times the text; much more than eight times the time would grow faster than it.
    expect(large).toBeLessThan(Math.max(40 * small, 3_000));
  });

  it("is bounded for 10 MB of everything, and what decides is found at its end", () => {
    const all = readdirSync(folder).map((file) => specimen(file));
    const noise = filled(`${all.join("\n\n")}\n2026-01-05T08:00:00Z ok\n`, 10 * megabyte);
    const last = line("the-last", "ScopeLocked", "The last scope of all is locked.");
    const from = performance.now();
    const answer = classified(`${noise}\n\n${last}`);
    expect(performance.now() - from).toBeLessThan(30_000);
    const resources = [answer, ...answer.others].map((one) => one.read.resourceId);
    expect(resources).toContain(vm("the-last"));
  }, 60_000);
});

function timeOf(text: string): number {
  const from = performance.now();
  classifyText(text);
  return performance.now() - from;
}
