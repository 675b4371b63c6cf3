// Commands that depend on more than the class: which state is needed, which rule forbids it, what kind
// of limit it is, which permission is missing.

import type { Advised } from "./class-advice.ts";
import { shellWord } from "./command-place.ts";
import { pathStart, resourceOfPath } from "./resource-path.ts";

export function lifecycleCommands({ refusal, setting, place }: Advised): readonly string[] {
  const { message } = refusal;
  const provider = /namespace '([\w.]{3,100})'/.exec(message)?.[1];
  if (provider !== undefined) {
    return [
      `az provider register --namespace ${provider} --wait`,
      `az provider show --namespace ${provider} --query registrationState --output tsv`,
    ];
  }
  const isMachine = place.isMachine || /virtualmachines$/i.test(setting.resourceType ?? "");
  const look = `interlock state ${place.id}`;
  if (!isMachine)
    return [
      look,
      ...attachmentCommands(message, place.id),
      `interlock wait ${place.id} --for settled --timeout 30m`,
    ];
  const machine = place.isMachine ? place.id : "VM_ID";
  if (/resize|size/i.test(`${setting.operation} ${message}`)) {
    return [
      look,
      `interlock plan vm-resize ${machine} --size SIZE`,
      `interlock run vm-resize ${machine} --size SIZE --accept downtime`,
    ];
  }
  if (/must be running|not running|is stopped|is deallocated|needs? to be running/i.test(message)) {
    return [
      look,
      `az vm start --ids ${machine}`,
      `interlock wait ${machine} --for power-state=running --timeout 15m`,
    ];
  }
  if (/deallocate|power off|is running|is allocated/i.test(message)) {
    return [
      look,
      `az vm deallocate --ids ${machine}`,
      `interlock wait ${machine} --for power-state=deallocated --timeout 15m`,
    ];
  }
  return [look, `interlock wait ${machine} --for settled --timeout 30m`];
}

/** What is attached is shown, and what it is attached to. */
function attachmentCommands(message: string, id: string): readonly string[] {
  const others = [...message.matchAll(pathStart)].flatMap(
    ([path]) => resourceOfPath(path)?.resourceId ?? [],
  );
  const other = others
    .map((one) => shellWord(one))
    .find((one) => one.toLowerCase() !== id.toLowerCase());
  return other === undefined ? [] : [`az resource show --ids ${other}`];
}

export function ruleCommands({ refusal, place }: Advised): readonly string[] {
  const [assignment] = refusal.policyAssignments;
  const codes = [refusal.code, ...refusal.innerCodes].join(" ");
  if (assignment !== undefined || /policy/i.test(codes)) {
    const id = assignment === undefined ? "POLICY_ASSIGNMENT_ID" : shellWord(assignment);
    return [
      `az policy assignment list --scope ${place.id} --disable-scope-strict-match --output table`,
      `az policy exemption create --name EXEMPTION --policy-assignment ${id} --exemption-category Waiver --scope ${place.id}`,
    ];
  }
  if (/sku|size|zone|location|region/i.test(`${codes} ${refusal.message}`)) {
    return [
      `az vm list-skus --location ${place.location} --size SIZE --all --output table`,
      ...(place.isMachine ? [`az vm list-vm-resize-options --ids ${place.id} --output table`] : []),
    ];
  }
  return [];
}

export function quotaCommands({ refusal, setting, place }: Advised): readonly string[] {
  const { location, subscriptionOption } = place;
  const isNetwork =
    /^microsoft\.network/i.test(setting.resourceType ?? "") || /public ?ip/i.test(refusal.message);
  const list = isNetwork ? "az network list-usages" : "az vm list-usage";
  const provider = isNetwork ? "Microsoft.Network" : "Microsoft.Compute";
  return [
    `${list} --location ${location}${subscriptionOption} --output table`,
    `az quota list --scope /subscriptions/${place.subscription}/providers/${provider}/locations/${location} --output table`,
  ];
}

/** The action that a role has to allow. */
export function missingActionIn(message: string): string | undefined {
  // Of a linked resource the first action that is named is the one that is allowed.
  const linked = /not have permission to perform action(?:\(s\))? '([\w./*-]{3,200})'/.exec(
    message,
  );
  return (linked ?? /perform action(?:\(s\))? '([\w./*-]{3,200})'/.exec(message))?.[1];
}

const scopes = /(?:linked scope\(s\)|over scope) '(\/[^'\s]{1,1000})'/;
const principals = /(?:object id|principal id|oid=?) ?'?([0-9a-f-]{36})/i;

export function authorizationCommands({ refusal, place }: Advised): readonly string[] {
  const text = refusal.message;
  const codes = [refusal.code, ...refusal.innerCodes].join(" ");
  if (/token|credential|tenant/i.test(codes)) return ["az login", "az account show --output table"];
  const scope = scopes.exec(text)?.[1];
  const where = scope === undefined ? place.id : shellWord(scope);
  const who = principals.exec(text)?.[1] ?? "PRINCIPAL_ID";
  const missing = missingActionIn(text);
  return [
    `az role assignment list --assignee ${who} --scope ${where} --include-inherited --output table`,
    ...(missing === undefined
      ? []
      : [
          `az role definition list --query "[?contains(permissions[0].actions, '${missing}')].roleName" --output tsv`,
        ]),
    `az role assignment create --assignee-object-id ${who} --role ROLE --scope ${where}`,
  ];
}

export function existingCommands({ refusal, place }: Advised): readonly string[] {
  const codes = [refusal.code, ...refusal.innerCodes].join(" ");
  if (/vault/i.test(codes) || /vault/i.test(refusal.message)) {
    return ["az keyvault list-deleted --output table", "az keyvault recover --name NAME"];
  }
  if (/FlagMustBeSetForRestore/.test(codes)) {
    return [
      "az cognitiveservices account list-deleted --output table",
      "az cognitiveservices account recover --name NAME --resource-group RESOURCE_GROUP --location LOCATION",
    ];
  }
  return [
    `az resource show --ids ${place.id}`,
    ...(/terraform/i.test(refusal.message) ? [`terraform import ADDRESS ${place.id}`] : []),
  ];
}
