// Words for names that are taken, by what there is or by what was deleted and not purged, and for too many
// things of a kind.
// Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors.

import type { Cue } from "./cue.ts";

export const nameCues: readonly Cue[] = [
  // The name of what was deleted is kept until it is purged.
  {
    signal: "exists",
    phrases: `
      soft delete* ... restore|recover*|undelete|purge*|name
      restore|recover*|undelete|purge* ... soft delete*
      restore|recover*|undelete .. or .. purge*
      deleted but recoverable
      deleted but not purged
      been soft deleted
      deleted and is? kept|retained`,
    unless: `
      cannot be deleted
      enable it|soft|the
      backup items
      undelete .. first|before
      must|should ... soft delete*
      purge protection`,
  },
  {
    signal: "quota",
    phrases: `
      too many
      is|are full`,
    unless:
      "character*|parameter*|segment*|digits|letters|argument*|values|open|redirect*|evict*|pdb|pod",
  },
  {
    signal: "exists",
    phrases: `
      already exist*
      exists already
      there is an existing
      already been? taken|claimed|reserved|registered|created|defined|present|have|has|contains
      already been? assigned to
      already been? used by|in
      *name|names|alias*|label*|record*|domain*|hostname*|namespace*|id|ids|identifier*|prefix* ... already|unavailable|taken|previously
      *name|names|alias*|label*|record*|domain*|hostname*|namespace*|id|ids|identifier*|prefix* ... not available
      *name|names|alias*|label*|record*|domain*|hostname*|namespace*|id|ids|identifier*|prefix* ... in use
      *name|names|alias*|label*|record*|domain*|hostname*|namespace*|id|ids|identifier*|prefix* ... is reserved
      *name|names|alias*|label* .. collid*
      by|with|of that|this|given name ... present|exist*|there
      already mapped to?
      *name|names|alias*|label*|record*|domain*|hostname*|namespace*|id|ids|identifier*|prefix* ... cannot be reused
      duplicat*
      must be globally? unique
      name|subdomain|domain|id|identifier|alias|label .. is unique
      not unique
      a|the|with same|identical name
      there is|are already
      choose|use|try|pick|select|specify|provide a|an? different|another|unique|new name
      recover* or|and purge*
      purge* or|and recover*|restore*
      restore* or|and purge*`,
    unless: `
      name ... not available in|for
      name ... already enabled|disabled|started|stopped|attached
      unregister|unlink|disassociate|detach it|first|before`,
  },
];
