/**
 * The stand-in for `@azure/functions-core`, the module that the Node worker of the Functions host
 * injects. `@azure/functions` asks for it once per process and keeps the answer, so the stand-in is
 * one per process too, and hands every registration to the collector that is open at the moment.
 * It answers `require` only: the library is CommonJS, also when an ES module imports it.
 */
import Module from "node:module";

/** The parts of a function's registration that the host reads. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, FunctionBinding>>;
}

export interface FunctionBinding {
  readonly type: string;
  readonly direction: string;
  readonly [setting: string]: unknown;
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** One value on its way into or out of a function, in the worker's wire form. */
export interface RpcValue {
  readonly string?: string;
  readonly json?: string;
  readonly int?: number;
  readonly double?: number;
  readonly bytes?: Uint8Array;
}

export interface CoreInvocation {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly inputData: readonly { readonly name: string; readonly data: RpcValue }[];
    readonly triggerMetadata: Readonly<Record<string, RpcValue>>;
  };
  readonly log: (level: string, category: string, message: string) => void;
}

/** What `@azure/functions` gives back: how to turn wire values into a call of a handler. */
export interface ProgrammingModel {
  getInvocationModel(invocation: CoreInvocation): {
    getArguments(): Promise<{ context: InvocationContextLike; inputs: unknown[] }>;
    invokeFunction(
      context: InvocationContextLike,
      inputs: unknown[],
      callback: FunctionCallback,
    ): Promise<unknown>;
    getResponse(
      context: InvocationContextLike,
      result: unknown,
    ): Promise<{ returnValue?: RpcValue | null }>;
  };
}

export interface InvocationContextLike {
  readonly functionName: string;
}

export interface RegistrationResult {
  readonly functions: readonly RegisteredFunction[];
  readonly model: ProgrammingModel;
  /** `app.setup({ enableHttpStream: true })` was called while the app loaded. */
  readonly httpStreaming: boolean;
}

interface Collector {
  readonly functions: Map<string, RegisteredFunction>;
  readonly warn: (message: string) => void;
  httpStreaming: boolean;
}

/** The line that `@azure/functions` 4.16.5 logs when streaming is switched on (its src/setup.ts). */
const streamingEnabledMessage = "HTTP streaming enabled.";

let model: ProgrammingModel | undefined;
let collector: Collector | undefined;
let installed = false;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `load` with the stand-in in place and answers with what it registered. Loads of one process
 * take turns, because the stand-in can tell one app from another only by the time of its calls.
 */
export function collectRegistrations(
  load: () => Promise<void>,
  warn: (message: string) => void,
): Promise<RegistrationResult> {
  const mine = turn.then(async () => {
    installStandIn();
    const current: Collector = { functions: new Map(), warn, httpStreaming: false };
    collector = current;
    try {
      await load();
    } finally {
      collector = undefined;
    }
    if (current.functions.size === 0 || model === undefined) {
      throw new Error(
        "The app registered no function with @azure/functions. Either its main file has none, or it " +
          "brings a second copy of @azure/functions, or its modules were loaded before by this process.",
      );
    }
    return {
      functions: [...current.functions.values()],
      model,
      httpStreaming: current.httpStreaming,
    };
  });
  turn = mine.catch(() => undefined);
  return mine;
}

function installStandIn(): void {
  if (installed) return;
  installed = true;
  const core = standIn();
  // Taken off the prototype on purpose: the stand-in hands on the module that it is called on.
  // oxlint-disable-next-line typescript/unbound-method
  const requireBefore = Module.prototype.require;
  Module.prototype.require = Object.assign(function require(this: NodeJS.Module, id: string) {
    // The cast only restores the type that `require` has always had: any module is possible.
    return id === "@azure/functions-core" ? core : (requireBefore.call(this, id) as unknown);
  }, requireBefore);
}

function standIn(): object {
  return {
    version: "3.13.0",
    hostVersion: "4.1048.200",
    setProgrammingModel(given: ProgrammingModel) {
      model = given;
    },
    getProgrammingModel: () => model,
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
      if (collector === undefined) {
        throw new Error(
          `Function ${metadata.name} was registered after the app had been loaded; the Functions host ` +
            "would not see it either.",
        );
      }
      if (collector.functions.has(metadata.name)) {
        throw new Error(`Two functions are registered under the name ${metadata.name}.`);
      }
      const { functions } = collector;
      functions.set(metadata.name, { metadata, callback });
      return { dispose: () => void functions.delete(metadata.name) };
    },
    registerHook(kind: string) {
      collector?.warn(`The app registers a ${kind} hook, which this host does not run.`);
      return { dispose() {} };
    },
    log(_level: string, category: string, message: string) {
      if (collector === undefined) return;
      if (category === "system" && message === streamingEnabledMessage) {
        collector.httpStreaming = true;
      }
    },
    Disposable: class {
      dispose() {}
    },
  };
}
