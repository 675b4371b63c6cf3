// Words that count where neither a code nor a clear status tells. What names a cause goes before what
// names its effect: "cannot be deleted because it is in use" is about the use.
// Sources: Compute's error list
// (https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages) and the common
// errors of deployments
// (https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import { accessCues } from "./access-cues.ts";
import type { Cue } from "./cue.ts";
import { nameCues } from "./name-cues.ts";
import { stateCues } from "./state-cues.ts";

export const plainCues: readonly Cue[] = [
  {
    signal: "transient",
    phrases: `
      internal server? error
      encountered an? .. error
      bad gateway
      gateway time*
      http 500|502|503|504
      timed out
      in the allotted time
      communication failure`,
    unless: `
      user|validation error
      payload|body is invalid`,
  },
  ...accessCues,
  {
    signal: "invalid",
    phrases: `
      overlap*
      not contain|include all
      twice|repeatedly
      more than once
      only one of ... or|and
      intersect*
      cannot have duplicate*
      configuration conflicts with
      contradict*
      share|shares|sharing priority|port|prefix|range
      start ... after ... end
      valid|allowed|accepted|supported|possible values|options are|is|include
      username|password|value|appsetting ... is|are not allowed
      require*|need*|remove ... in|from the request
      two different regions|locations|subscriptions
      sure|ensure|verify|check ... same *? region|location|vnet|subscription
      must|should be? between|within|greater|less|lower|higher|smaller|larger|longer|shorter
      must|should|require*|need*|has|have|not ... in|at|from|of the? same region|location|zone|subscription|vnet|network|virtual|availability|tenant|datacenter
      resource type ... found in the? namespace
      source ... target|destination ... are|is the same|identical
      lun|priority ... already
      already use|uses|has the same lun|priority|port
      duplicate|duplicated entr*|key|keys|value*|propert*|parameter*|element*|item*|field*`,
  },
  // Of a machine of a scale set that is no more.
  {
    signal: "not-found",
    phrases: `
      not an? active ... instanceid
      should|must pre? exist*
      does|do|did not exist*
      no longer exist*`,
  },
  // Records of somebody's own domain are kept outside of Azure.
  {
    signal: "invalid",
    phrases: `
      cname|txt record*
      cannot find ... dns record*
      missing|no .. dns record*
      dns record* ... not found`,
    unless: "already|still",
  },
  { signal: "state", phrases: "is|are empty", notOn: "400" },
  { signal: "state", phrases: "already|currently a lease" },
  { signal: "state", phrases: "there has|must to? be at least one" },
  // What Azure itself has set up stays.
  {
    signal: "fixed",
    phrases: `
      default|system|home|predefined .. cannot be? deleted|removed|deallocated
      cannot remove|delete the? default|system|home|predefined
      low priority|spot ... cannot be? *ed`,
    unless: "while|until|associated|before",
  },
  // What the protocol lacks is no matter of a tier.
  {
    signal: "invalid",
    phrases: `
      http method|verb
      media|content type`,
  },
  ...nameCues,
  // What can be chosen once only, or not at all.
  {
    signal: "fixed",
    phrases: `
      cannot be? change*|modif*|alter*|update*|revert*|disable*|unset|reduce*|decrease*|downgrade*|switch*|convert*|rename*|move|moved|removed ... once|after|later
      not allowed|permitted to change|modify|alter|update|revert|disable|reduce|decrease|downgrade|switch|convert|rename|move ... once|after|later
      once ... cannot|not|never
      can never
      only be? *ed? at|during|while|when ... creat*|provisioning
      only be? *ed? for creating
      immutab*
      irreversible
      read only
      readonly
      chang* the|of? property|properties
      cannot .... when ... was created
      not allowed|permitted to be? change|changed|modify|modified|update|updated|alter|altered
      property|properties|field|value|setting|parameter|sku|tier|location|type|kind ... cannot be changed|modified|updated|altered|set|edited
      cannot change|modify|update|edit the|its? property|value|sku|tier|location|type|kind|region|name`,
    unless: `
      while|because|since|until|during|running|deallocated|stopped
      in use|state
      current state
      both`,
  },
  // What a tier or a feature would have to be changed for, whatever uses it now.
  {
    signal: "fixed",
    phrases: `
      basic|standard|premium|free|shared|consumption|developer|dedicated|enterprise|isolated .. sku|skus|tier|tiers|plan|plans
      feature|features|preview ... not enabled|registered|available
      feature|features|preview ... must be? registered|enabled|approved
      not registered|enabled|whitelisted for .. feature|features
      not|un supported|support
      cannot be? *ed on|for|in|of an? existing
      cannot be? turned|switched|toggled off|on|for
      only ... that|which support*
      not applicable to|for
      offer|offers|tier|plan|subscription|sku ... not include
      not open|offered|sold for|in|to
      no longer offered|sold
      no availability zones
      unsupported`,
    unless: `
      while|stopped|deallocated|running
      because|since ... has|have
      in use`,
  },
  ...stateCues,
  {
    signal: "fixed",
    phrases: `
      not|un|never|longer supported
      unsupported
      accept* ... legal|marketplace|license|purchase terms|agreement
      terms ... not ... accepted|signed
      is not possible
      unavailable in|for ... region|location|subscription
      downgrad*|upgrad* from|to
      subscription type
      in a different webspace|region|location|stamp|cluster
      different subscription
      not currently? support|allow|permit|offer
      no longer support*
      not compatible
      incompatib*
      not available|allowed|permitted|offered|enabled|valid|applicable|possible for|in|on|with|under|at ... <sku>|<place>|subscription|mode|type|kind|offer|account|version|cluster|this|resource
      require*|only|available|supported|upgrade ... <sku>
      sku|skus|tier|tiers|plan|plans|edition|editions ... not|cannot|only|does|restrict*|must|require*
      size|sizes ... not support*|allow*
      only be? supported|available|allowed|applicable|permitted|valid|possible
      supported|available|allowed|permitted|set|enabled|applied|used only for|on|with|in|when|if|to
      feature|features|capability|preview|functionality ... not|disabled|unavailable|required|register*
      chang* property
      of type ... cannot be? deleted|created|removed
      cannot be? used with|together
      account|accounts ... are different
      restricted from|in|for|to
      not registered|enabled|whitelisted|allowed|eligible|entitled ... feature*|preview|subscription|offer|region`,
    unless: `
      unsupported|supported character*
      smaller|larger|greater|less|fewer than`,
  },
  {
    signal: "not-found",
    phrases: `
      not|never|nothing be|been? found|exist*
      non exist*
      nonexist*
      cannot be? find|found|locate|located|resolve|resolved
      no such
      no longer exist*
      no *|~? called|named|found|exists|exist|with
      not there
      there is no *? *? of|by|with that|this id|name
      there is|are no .. called|named
      been|was|were|is|already deleted|dropped
      not present
      is missing|gone`,
    unless: `
      required|property|parameter|field|header|argument .. is missing
      missing a|an|the? parameter*|propert*|field*|header*|value*|argument*|required`,
  },
  // What is not possible for a reason that something has now.
  {
    signal: "state",
    phrases: "cannot be? *ed during|because|while|until|before",
    unless: "valid|invalid|required|missing|must",
  },
  { signal: "state", phrases: "because|since it|they|this is|are not", notOn: "400" },
  {
    signal: "fixed",
    phrases: `
      not allowed|permitted
      cannot be? shrunk|shrink|shrinked
      disallowed
      cannot be changed|modified|updated`,
    unless: "character*|value|null|empty|parameter|smaller|larger|greater|less|longer|shorter",
  },
  {
    signal: "invalid",
    phrases: `
      invalid
      not a? valid
      malformed
      not correctly|properly? format*
      has|have to be|match
      must|should be|match|contain|have|not|start|end|specify|include|provide|consist
      required
      missing
      cannot be null|empty|blank|parsed|deserialized|converted|both|specified|used
      null|blank|empty
      not provided|specified|set|recogni*|understood|expected|match
      out of range
      in|within the? range
      wrong|incorrect format
      cannot have
      different from
      reserved .. name|word
      between
      character*
      parse|parsing
      unrecogni*
      unknown
      unexpected value|character|token|property|end
      validation failed|error
      expected
      deseriali*
      syntax
      bad request
      specify
      greater|less|smaller|larger|longer|shorter|bigger|higher|lower|fewer|earlier|later than
      exceed|exceeds
      too long|short|large|small|big
      conflicting values|properties|parameters
      cannot both
      both .. cannot
      has|have different|diffirent values
      differ|differs
      not agree|correspond|equal`,
  },
  { signal: "running", phrases: "not yet? been? finished|completed" },
  {
    signal: "fixed",
    phrases: "for|on|in|with this|the|your|current|selected|chosen|that .. <sku>|region|offer",
  },
  {
    signal: "transient",
    phrases: `
      internal .. error
      unexpected .. error|failure|exception
      something unexpected
      transient
      operation expired
      error*|problem*|failure*|issue* has? occurred|occured
      try again later|in|after|shortly
      try your|the request|operation again? later|in|after|shortly
      retry later|after|your|again
      retry the request|operation
      timed out
      timeout
      time out
      temporar*
      service is? unavailable|error
      server error
      server is too? busy
      went wrong
      contact .. support
      cannot complete|process
      intermittent*
      network error
      connection was? reset|closed|refused|aborted
      cannot reach|contact the? backend|service|server
      back end|backend|service|server not answer|respond`,
  },
];
