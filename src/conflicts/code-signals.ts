// What an error's code says by itself. Codes come first because they are part of Azure's interface,
// which its sentences are not; the lists stand in codes/, what the shape of a name says in
// code-shapes.ts.

import { signalOfFirmShape, signalOfLooseShape } from "./code-shapes.ts";
import { signalOfListedCode } from "./codes/index.ts";
import { signalOfOverride } from "./overrides.ts";
import type { Signal } from "./signal.ts";

/** How firmly a code speaks. */
export interface CodeWord {
  /** From a list: nothing goes before it. */
  readonly listed: Signal;
  /** From the shape of its name: goes before a status and before words that could mean several things. */
  readonly firm: Signal;
  /** The name of an HTTP status, which says as much as that status. */
  readonly asStatus: Signal;
  /** Counts where no word of the message does. */
  readonly loose: Signal;
  /** Of the code that stands for everything: counts where nothing else does. */
  readonly general: Signal;
}

const nothing: CodeWord = {
  listed: "none",
  firm: "none",
  asStatus: "none",
  loose: "none",
  general: "none",
};

/** Codes that stand for several things, or only wrap another. The message has to tell. */
const ambiguous: ReadonlyMap<string, Signal> = new Map(
  (
    [
      ["InvalidParameter", "invalid"],
      ["InvalidRequest", "invalid"],
      ["InvalidOperation", "state"],
      ["PropertyChangeNotAllowed", "fixed"],
      ["OSProvisioningClientError", "invalid"],
      ["VMExtensionProvisioningError", "invalid"],
      ["Canceled", "none"],
      ["Error", "none"],
      ["Unknown", "none"],
      ["UnknownError", "none"],
      ["UnknownErrorCode", "none"],
      ["Conflict", "none"],
      ["ConflictingUserInput", "none"],
      ["DeploymentFailed", "none"],
      ["Failed", "transient"],
      ["InvalidTemplateDeployment", "none"],
      ["MethodNotAllowed", "none"],
      ["MultipleErrorsOccurred", "none"],
      ["NotAllowed", "none"],
      ["OperationFailed", "transient"],
      ["OperationNotAllowed", "none"],
      ["ResourceDeploymentFailure", "none"],
      ["ResourceOperationFailure", "none"],
    ] as const
  ).map(([code, loose]) => [code.toLowerCase(), loose]),
);

const wrappers: ReadonlySet<string> = new Set(
  [
    "DeploymentFailed",
    "InvalidTemplateDeployment",
    "MultipleErrorsOccurred",
    "ResourceDeploymentFailure",
    "ResourceOperationFailure",
  ].map((code) => code.toLowerCase()),
);

/** Whether it says no more than that something within failed. */
export function isWrapper(code: string): boolean {
  return wrappers.has(code.toLowerCase());
}

/** Names and numbers of statuses; a sentence may know better, as that of a quota under Unauthorized. */
const statusNames: ReadonlyMap<string, Signal> = new Map(
  (
    [
      ["authorization", ["401", "403", "Unauthorized", "Forbidden", "AccessDenied"]],
      ["not-found", ["404", "410", "NotFound", "Gone"]],
      ["version", ["412", "PreconditionFailed"]],
      ["throttled", ["429", "TooManyRequests"]],
      [
        "transient",
        [
          "408",
          "500",
          "502",
          "503",
          "504",
          "BadGateway",
          "GatewayTimeout",
          "InternalError",
          "InternalServerError",
          "RequestTimeout",
          "ServerTimeout",
          "ServiceUnavailable",
        ],
      ],
    ] as const
  ).flatMap(([signal, names]) => names.map((name) => [name.toLowerCase(), signal] as const)),
);

const known = new Map<string, Map<string, CodeWord>>();
const knownMax = 2_000;

/** What a code says of a resource of that type. Remembered, since the same few codes come again. */
export function wordOfCode(code: string, resourceType: string): CodeWord {
  const ofType = known.get(resourceType) ?? newTypeOf(resourceType);
  const before = ofType.get(code);
  if (before !== undefined) return before;
  if (ofType.size >= knownMax) ofType.clear();
  const word = readCode(code, resourceType);
  ofType.set(code, word);
  return word;
}

function newTypeOf(resourceType: string): Map<string, CodeWord> {
  if (known.size >= knownMax) known.clear();
  const ofType = new Map<string, CodeWord>();
  known.set(resourceType, ofType);
  return ofType;
}

function readCode(told: string, resourceType: string): CodeWord {
  // Older services put the name of a component in front: `Compute.AllocationFailed`.
  const code = told.slice(told.lastIndexOf(".") + 1);
  const key = code.toLowerCase();
  const override = signalOfOverride(code, resourceType);
  if (override !== undefined) return { ...nothing, listed: override };
  const asStatus = statusNames.get(key);
  if (asStatus !== undefined) return { ...nothing, asStatus };
  if (key === "badrequest") return { ...nothing, general: "invalid" };
  const loose = ambiguous.get(key);
  if (loose !== undefined) return { ...nothing, loose };
  const listed = signalOfListedCode(code, resourceType);
  if (listed !== undefined) return { ...nothing, listed };
  return { ...nothing, firm: signalOfFirmShape(code), loose: signalOfLooseShape(code) };
}
