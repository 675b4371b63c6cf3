// Registers the app's orchestrations, activities and entities with durable-functions under the names
// of the contract, and checks that none of the names is missing: an unknown name leaves whoever calls
// it running for ever, without an error.

import type { FunctionInput, InvocationContext } from "@azure/functions";
import * as df from "durable-functions";
import type { EntityDefinition } from "../contracts/entity-definition.ts";
import { activityNames, entityNames, orchestrationNames } from "../contracts/function-names.ts";
import type { Activities, Orchestrations } from "../contracts/function-names.ts";
import { frozen } from "./durable-values.ts";
import type { OrchestrationContext, Workflow } from "./durable.ts";

/** An orchestrator answers undefined in a generation that continues as new. */
export type OrchestratorTable = {
  readonly [N in keyof Orchestrations]: (
    context: OrchestrationContext,
    input: Orchestrations[N]["input"],
  ) => Workflow<Orchestrations[N]["output"] | undefined>;
};

/** Activities get the invocation beside their input, for those that need its durable client. */
export type ActivityTable = {
  readonly [N in keyof Activities]: (
    input: Activities[N]["input"],
    invocation: InvocationContext,
  ) => Promise<Activities[N]["output"]> | Activities[N]["output"];
};

/** The input by which an invocation gets its durable client. */
export function durableClientInput(): FunctionInput {
  return df.input.durableClient();
}

/** Once per process, while the app is loaded. */
export function registerDurableFunctions(app: {
  readonly orchestrators: OrchestratorTable;
  readonly activities: ActivityTable;
  readonly entities: readonly EntityDefinition[];
}): void {
  for (const name of orchestrationNames) registerOrchestration(name, app.orchestrators[name]);
  for (const name of activityNames) registerActivity(name, app.activities[name]);
  for (const name of entityNames) {
    const definition = app.entities.find((each) => each.name === name);
    if (definition === undefined) throw new Error(`The entity ${name} has no definition.`);
    registerEntity(definition);
  }
}

/** What the SDK runs for an orchestrator. */
export function orchestrationHandler(
  run: (context: OrchestrationContext, input: never) => Workflow<unknown>,
): df.OrchestrationHandler {
  return function* (context) {
    try {
      // Whoever starts an orchestration gives it what the name table says.
      return yield* run(context, frozen(context.df.getInput<never>()));
    } catch (thrown) {
      if (thrown instanceof Error) throw thrown;
      // Anything else leaves the instance running for ever.
      throw new Error("Something other than an Error was thrown.", { cause: thrown });
    }
  };
}

function registerOrchestration<N extends keyof Orchestrations>(
  name: N,
  run: OrchestratorTable[N],
): void {
  df.app.orchestration(name, orchestrationHandler(run));
}

function registerActivity<N extends keyof Activities>(name: N, run: ActivityTable[N]): void {
  df.app.activity(name, {
    extraInputs: [df.input.durableClient()],
    // The worker hands over what the orchestrator gave; both sides have it from the same table.
    handler: async (input: unknown, invocation: InvocationContext) =>
      run(frozen(input as Activities[N]["input"]), invocation),
  });
}

export function registerEntity(definition: EntityDefinition): void {
  df.app.entity(definition.name, (context: df.EntityContext<unknown>) => {
    const { state, answer } = definition.apply(
      context.df.getState() ?? null,
      context.df.operationName ?? "",
      context.df.getInput(),
    );
    if (state !== null) context.df.setState(state);
    // `return` marks the entity as existing, so removing it comes last.
    context.df.return(answer);
    if (state === null) context.df.destructOnExit();
  });
}
