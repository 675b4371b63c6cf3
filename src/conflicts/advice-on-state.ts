// What has to be done first where something is not in the state that a request needs, as far as the
// message tells.

export function adviceOnState(message: string): string {
  const words = message.toLowerCase();
  return steps.find(({ hint }) => hint.test(words))?.advice ?? inGeneral;
}

const inGeneral = "Bring it, or what uses it, into the state that this needs, and then ask again.";

const steps: readonly { readonly hint: RegExp; readonly advice: string }[] = [
  {
    hint: /\bnot registered to use\b/,
    advice: "Register the provider first: az provider register --namespace NAMESPACE --wait",
  },
  {
    hint: /\bgeneralized\b/,
    advice: "A generalized machine cannot be started again; make a new one from its image.",
  },
  {
    hint: /\bnot available in the\b|\bdeallocate/,
    advice:
      "Deallocate it first: az vm deallocate --ids ID; it can then have any size of its location.",
  },
  {
    hint: /\bnot running\b|\bto be running\b|\bis stopped\b/,
    advice: "Start it first: az vm start --ids ID",
  },
  {
    hint: /\bsoft[- ]?deleted\b/,
    advice: "Recover what was deleted softly, or purge it, and then ask again.",
  },
  {
    hint: /\battach|\bassociated\b|\bin use\b|\bused by\b|\blinked\b|\breferenced\b|\bowned by\b/,
    advice: "Detach it first from what uses it, which Azure's answer names.",
  },
  {
    hint: /\bnested\b|\bcontains?\b|\bnot empty\b|\bchild/,
    advice: "Remove first what it contains, which Azure's answer names.",
  },
  {
    hint: /\bfailed\b|\bunhealthy\b/,
    advice: "Repair it first; where the resource's own last operation failed, send that one again.",
  },
];
