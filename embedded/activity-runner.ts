/**
 * Runs scheduled activities, several at a time. A row in `activities` is an activity whose result is
 * not known; it goes in the transaction that delivers the result, so after a crash exactly those
 * that were running (or waiting) are run, again or for the first time.
 */
import { Dispatcher } from "./dispatcher.ts";
import { isoNow } from "./engine-parts.ts";
import type { EngineParts } from "./engine-parts.ts";
import type { RpcValue } from "./functions-core.ts";
import { EventType } from "./history.ts";
import type { TaskCompleted, TaskFailed } from "./history.ts";
import { describeThrown } from "./log-record.ts";
import { isFinished } from "./store.ts";
import type { ActivityRow } from "./work-store.ts";

export function createActivityRunner(parts: EngineParts): Dispatcher {
  return new Dispatcher({
    concurrency: parts.settings.activityConcurrency,
    meter: parts.meter,
    onFault: parts.onFault,
    handle: (key) => runActivity(parts, Number(key)),
  });
}

async function runActivity(parts: EngineParts, id: number): Promise<void> {
  const { database, instances, work, wakes } = parts;
  const row = work.activity(id);
  if (row === undefined) return;
  const event = await perform(parts, row);
  const delivered = await database.transact(() => {
    if (!work.removeActivity(id)) return false;
    const instance = instances.find(row.instanceId);
    // A result for an execution that has ended or been replaced meanwhile is dropped.
    if (instance?.executionId !== row.executionId || isFinished(instance.status)) return false;
    instances.send({ instanceId: row.instanceId, executionId: row.executionId, event });
    return true;
  });
  if (delivered) wakes.orchestration(row.instanceId);
}

async function perform(parts: EngineParts, row: ActivityRow): Promise<TaskCompleted | TaskFailed> {
  const target = parts.functions.activities.find(row.name);
  // The name was known when the activity was scheduled; only a changed app gets here.
  if (target === undefined) return failed(parts, row, parts.functions.activities.missing(row.name));
  try {
    const value = await parts.invoker.call({
      target,
      trigger: row.input === null ? {} : { string: row.input },
      metadata: { instanceId: { string: row.instanceId } },
      instanceId: row.instanceId,
    });
    return {
      EventType: EventType.TaskCompleted,
      TaskScheduledId: row.taskId,
      Result: resultText(value),
      EventId: -1,
      Timestamp: isoNow(parts.clock),
    };
  } catch (thrown) {
    parts.log({
      level: "warning",
      source: "host",
      message: `Activity ${row.name} failed.`,
      functionName: row.name,
      instanceId: row.instanceId,
      error: describeThrown(thrown),
    });
    return failed(parts, row, thrown);
  }
}

/** The JSON text of what a function returned, from its wire form; null for nothing. */
export function resultText(value: RpcValue | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value.json !== undefined) return value.json;
  if (value.string !== undefined) return JSON.stringify(value.string);
  if (value.bytes !== undefined) {
    return JSON.stringify(Buffer.from(value.bytes).toString("base64"));
  }
  return JSON.stringify(value.int ?? value.double ?? null);
}

/**
 * A failure as the extension records it: the SDK joins reason and details into the error's message,
 * so both have the recorded form, down to the two spaces.
 */
function failed(parts: EngineParts, row: ActivityRow, thrown: unknown): TaskFailed {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    EventType: EventType.TaskFailed,
    TaskScheduledId: row.taskId,
    Reason: `Activity function '${row.name}' failed:  ${message}`,
    Details: JSON.stringify(exceptionRecord(message, describeThrown(thrown))),
    FailureDetails: null,
    EventId: -1,
    Timestamp: isoNow(parts.clock),
  };
}

function exceptionRecord(message: string, stack: string): object {
  return {
    $type: "System.Exception, System.Private.CoreLib",
    ClassName: "System.Exception",
    Message: ` ${message}`,
    Data: null,
    InnerException: {
      $type:
        "Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script",
      IsUserException: false,
      RemoteStackTrace: stack,
      RemoteMessage: message,
      RemoteTypeName: null,
      Message: `Result: Failure\nException: ${message}\nStack: ${stack}`,
    },
  };
}
