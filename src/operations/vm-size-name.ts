// What the name of a VM size looks like:
//
//   Standard_ + family + vCPUs + constrained vCPUs + features + memory, accelerator + version + _Promo
//   Standard_   D          16         -4              ads                             _v5
//
// https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions, widened by what Azure has
// sold under other forms. Which sizes exist is known to each location alone and changes every month,
// so a name is refused here only for what no size has ever had; docs/decisions/0012 says why.

const form = new RegExp(
  [
    "^Standard_",
    "(?<family>[A-Z]{1,4})",
    // In the first families, up to G, it is the number of a class; A0 is one.
    "(?<vCpus>0|[1-9][0-9]{0,3})",
    // HB120-16rs_v3, but M176ds-44_3_v3.
    "(?:-(?<left>[1-9][0-9]{0,3}))?",
    "(?<features>[A-Z]{0,6})",
    "(?:-(?<leftAfterFeatures>[1-9][0-9]{0,3}))?",
    // In any order: TiB of memory, an accelerator (it has a digit; V710 is one and v5 is none), a short
    // word such as cc, xl or NDR.
    "(?:_(?:[1-9][0-9]?|(?!v[0-9]{1,2}(?:_|$))[A-Z]{1,8}[0-9][A-Z0-9]{0,14}|[A-Z]{2,4})){0,2}",
    "(?:_v[1-9][0-9]?)?",
    "(?:_Promo)?$",
  ].join(""),
  "i",
);

/** The Basic tier has been closed for years and gets no new sizes. */
const basic = /^Basic_A[0-4]$/i;

/** More than twice what the largest size has. */
const vCpusMax = 4096;

/** False for what cannot be a size in any location, true for what one may offer. Case does not
 * matter to Azure. */
export function isSizeName(text: string): boolean {
  if (basic.test(text)) return true;
  const { family, vCpus, left, features, leftAfterFeatures } = form.exec(text)?.groups ?? {};
  if (family === undefined || vCpus === undefined || features === undefined) return false;
  if (left !== undefined && leftAfterFeatures !== undefined) return false;
  return (
    canBeVCpus(Number(vCpus), family) &&
    canBeLeft(left ?? leftAfterFeatures, Number(vCpus), family) &&
    areDistinct(features)
  );
}

/** A physical core gives two, so that odd numbers end with the classes of the first families. */
function canBeVCpus(vCpus: number, family: string): boolean {
  if (vCpus === 0) return family.toUpperCase() === "A";
  return vCpus <= 16 || (vCpus % 2 === 0 && vCpus <= vCpusMax);
}

/** Constrained vCPUs are fewer than all; GS4-8 has 8 of the 16 that class 4 has. */
function canBeLeft(left: string | undefined, vCpus: number, family: string): boolean {
  return left === undefined || Number(left) < vCpus || family.toUpperCase() === "GS";
}

/** A size has a feature or has it not. New letters come with new hardware, so any is taken. */
function areDistinct(features: string): boolean {
  return new Set(features.toLowerCase()).size === features.length;
}
