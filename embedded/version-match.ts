/** Whether an instance's version may run on this host: the rules of orchestration versioning. */
import type { HostSettings } from "./host-json.ts";

/** The text of the mismatch, or undefined where the instance may run. */
export function versionMismatch(
  instanceVersion: string | null,
  settings: Pick<HostSettings, "defaultVersion" | "versionMatchStrategy">,
): string | undefined {
  const { defaultVersion, versionMatchStrategy } = settings;
  if (versionMatchStrategy === "None" || defaultVersion === null) return undefined;
  const order = compareVersions(instanceVersion ?? "", defaultVersion);
  const fits = versionMatchStrategy === "Strict" ? order === 0 : order <= 0;
  if (fits) return undefined;
  return `The orchestration's version '${instanceVersion ?? ""}' does not fit the host's version '${defaultVersion}' under the strategy ${versionMatchStrategy}.`;
}

/** No version is the oldest; numbers with dots compare part by part, anything else as text. */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "") return -1;
  if (b === "") return 1;
  const partsA = numericParts(a);
  const partsB = numericParts(b);
  if (partsA === undefined || partsB === undefined) {
    const [textA, textB] = [a.toLowerCase(), b.toLowerCase()];
    return textA === textB ? 0 : textA < textB ? -1 : 1;
  }
  for (let index = 0; index < Math.max(partsA.length, partsB.length); index += 1) {
    // A missing part counts as lower than zero, as in System.Version.
    const difference = (partsA[index] ?? -1) - (partsB[index] ?? -1);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function numericParts(version: string): readonly number[] | undefined {
  return /^\d+(\.\d+){1,3}$/.test(version) ? version.split(".").map(Number) : undefined;
}
