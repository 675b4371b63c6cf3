/**
 * One call of one registered function, through the programming model of `@azure/functions`, so that
 * inputs and results take the same conversions as behind the Node worker.
 */
import { randomUUID } from "node:crypto";
import type {
  FunctionBinding,
  InvocationContextLike,
  ProgrammingModel,
  RegisteredFunction,
  RpcValue,
} from "./functions-core.ts";
import type { HostLog, LogLevel } from "./log-record.ts";

export interface Invoker {
  /** Calls a function whose trigger value travels as an RPC value; answers what it returned. */
  call(request: TriggerCall): Promise<RpcValue | null | undefined>;
  /** Calls an HTTP function with a ready request object and answers its raw result. */
  callHttp(target: RegisteredFunction, request: object): Promise<unknown>;
}

export interface TriggerCall {
  readonly target: RegisteredFunction;
  readonly trigger: RpcValue;
  readonly metadata?: Readonly<Record<string, RpcValue>>;
  readonly instanceId?: string;
}

export function createInvoker(options: {
  model: ProgrammingModel;
  /** The durable client's input, computed late because it needs the listening port. */
  durableClientInput: () => string;
  log: HostLog;
}): Invoker {
  const { model, durableClientInput, log } = options;

  function prepare(target: RegisteredFunction, call: Partial<TriggerCall>) {
    const functionName = target.metadata.name;
    const inputData: { name: string; data: RpcValue }[] = [];
    if (call.trigger !== undefined) {
      inputData.push({ name: triggerOf(target).name, data: call.trigger });
    }
    for (const [name, binding] of Object.entries(target.metadata.bindings)) {
      if (isDurableClient(binding))
        inputData.push({ name, data: { string: durableClientInput() } });
    }
    return model.getInvocationModel({
      invocationId: randomUUID(),
      metadata: target.metadata,
      request: { inputData, triggerMetadata: call.metadata ?? {} },
      log: (level, category, message) =>
        log({
          level: toLogLevel(level),
          source: category === "user" ? "app" : "host",
          message,
          functionName,
          ...(call.instanceId === undefined ? {} : { instanceId: call.instanceId }),
        }),
    });
  }

  return {
    async call(request) {
      const model = prepare(request.target, request);
      const { context, inputs } = await model.getArguments();
      const result = await model.invokeFunction(context, inputs, request.target.callback);
      const response = await model.getResponse(context, result);
      return response.returnValue;
    },
    async callHttp(target, request) {
      const model = prepare(target, {});
      const { context }: { context: InvocationContextLike } = await model.getArguments();
      return model.invokeFunction(context, [request], target.callback);
    },
  };
}

/** The trigger binding of a function: the one whose type ends in "Trigger". */
export function triggerOf(target: RegisteredFunction): { name: string; binding: FunctionBinding } {
  for (const [name, binding] of Object.entries(target.metadata.bindings)) {
    if (binding.type.toLowerCase().endsWith("trigger")) return { name, binding };
  }
  throw new Error(`Function ${target.metadata.name} has no trigger.`);
}

function isDurableClient(binding: FunctionBinding): boolean {
  return binding.type === "durableClient" || binding.type === "orchestrationClient";
}

function toLogLevel(level: string): LogLevel {
  switch (level) {
    case "trace":
    case "debug":
      return "debug";
    case "warning":
      return "warning";
    case "error":
    case "critical":
      return "error";
    default:
      return "information";
  }
}
