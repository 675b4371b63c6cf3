// Words that leave no doubt, whatever status or general code they come with: who says "quota of 0" under
// Unauthorized means the quota, who says "another operation is in progress" under 412 no ETag.
// Sources: Compute's error list (learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages),
// the pages on locks, throttling, policy, quotas and allocation failures
// (learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import type { Cue } from "./cue.ts";

export const emphaticCues: readonly Cue[] = [
  {
    signal: "locked",
    words:
      /scope\(s\) are locked|\b(?:is|are) locked\b[^.]{0,60}\block\b|\bremov\w{1,3} (?:the |this |any |all |its )?(?:resource |management |read-?only |delete )?locks?\b|\b(?:read-?only|cannotdelete|do-?not-?delete|delete|management|resource|resource group) locks?\b|locked by (?:a |an )?(?:resource|management) lock|\bcannotdelete\b|\block\b[^.]{0,40}\blevel\b/,
    unless: /exclusive lock/,
  },
  {
    signal: "policy",
    words:
      /\b(?:disallowed|denied|blocked|forbidden|not allowed|prohibited|restricted) by (?:an? |the |your )?(?:azure |organization'?s? )?polic|policy assignments?\b|\bviolat\w{1,5} (?:an? |the |your )?(?:azure )?polic|not complian\w{1,3} with (?:an? |the |your )?(?:azure )?polic|azure policy\b/,
    unless: /azure policy (?:add-?on|extension)/,
  },
  {
    signal: "throttled",
    words:
      /\btoo many requests\b|\bthrottl|\brate[- ]limit|\b(?:request|call) rate\b|\bexcessive (?:volume|number of (?:requests|calls))|\b(?:requests|calls|operations) per (?:second|minute|hour|interval|day)\b|\btoo many (?:\w+ )?(?:calls|operations)\b|\btoo (?:frequent|often|quickly)|\b(?:requests|calls) (?:have been |were )?(?:sent|received|made) (?:in|within|for)\b|\bexceeded[^.]{0,40}\b(?:number of )?(?:requests|calls) (?:allowed|limit|per|in)\b/,
  },
  {
    signal: "quota",
    words:
      /\b(?:exceed|reach|insufficient|not enough|not have|increase|available|remaining|limited by|over|out of|hit|used|free|lack)\w{0,4}\b[^.]{0,80}\bquota|\bquota\b[^.]{0,80}\b(?:exceed|reach|limit|increase|insufficient|is 0|of 0|of zero|full|violat|allow|not enough|for (?:this|the|your) (?:subscription|region))|\bcores? (?:limit|needed|left)\b/,
    unless: /quota[^.]{0,30}(?:invalid|must be|should be|not valid)/,
  },
  // How many a size or a tier takes is a matter of that size or tier, and no quota.
  {
    signal: "fixed",
    words:
      /\b(?:maximum|limit|number|at most|more than|up to)\b[^.]{0,120}\b(?:(?:of|for|in|on) (?:this|the|your)? ?(?:\w+ |'[^']{1,40}' )?(?:size|sku|tier|plan|edition))\b/,
    unless: /\b(?:subscription|quota|region)\b/,
  },
  {
    signal: "quota",
    words:
      /\b(?:reach|exceed|hit|surpass|over|above|beyond|violat)\w{0,4}\b[^.]{0,60}\b(?:limit|maximum|max|allowed|allowance|cap)\b[^.]{0,60}\b(?:subscription|region|account|vault|server|namespace|cluster|workspace|resource group|environment|machines?|vms?|models?|instances?|databases?|networks?|rules?|keys?|services?|resources?|count|number)\b/,
    unless: /\b(?:characters?|length|bytes|kb|mb|size|value|timeout|seconds|minutes|days|depth)\b/,
  },
  {
    signal: "quota",
    words:
      /\b(?:maximum|max|limit|total|allowed) (?:allowed |permitted |supported )?(?:number|count|amount) of\b[^.]{0,80}\b(?:reach|exceed|already|allowed|per|is \d|has been|been|limit)|\blimit of \d+\b|\bcannot (?:have|create|add|contain|exceed) more than \d+|\bonly (?:\d+|one|two|a single) [^.]{1,60}\b(?:allowed|permitted|per|in) (?:per |in |for |each |a |the )?(?:subscription|region|tenant|account|resource group|vault|cluster|server)\b|\bnumber of\b[^.]{0,60}\b(?:exceed|reach)\w{0,3}\b|\bno more than \d+ \w+ (?:per|in|can|are)\b|\b(?:hold|have|contain|create|own|be) (?:no|not) more than \d+|\bat (?:its|the|your) (?:limit|maximum) (?:for|of)\b|\bused up\b|\b(?:has|have|been) reached (?:its|the|their|a|your)?\s?(?:maximum|limit|max)/,
    unless: /\b(?:characters?|length|bytes|kb|mb|letters|digits|retry|timeout|seconds|minutes)\b/,
  },
  {
    signal: "capacity",
    words:
      /\b(?:sufficient|enough|out of|no|lacks?|insufficient|limited|available|current|lack of|short of) (?:\w+ )?capacity\b|\bcapacity (?:is )?(?:not available|unavailable|constrain|restrict|shortage|limitation|issue|not enough|insufficient|currently)|\bhigh demand\b|\ballocation failed\b|\bcannot allocate\b|\btoo restrictive\b|\b(?:currently|temporarily) (?:not available|unavailable|not accepting|not supporting)\b[^.]{0,40}\b(?:location|region|zone)|\bunavailable at this time in region\b|\bregion\b[^.]{0,60}\b(?:not accepting|out of|full|cannot accept|no longer accepting)|\bcannot (?:accept|fulfill|take)\b[^.]{0,80}\b(?:region|capacity|new (?:clusters?|resources?|deployments?|customers?|servers?|accounts?))|\bregion cannot (?:take|accept)\b|\b(?:zone|region|location)s? (?:is|are) (?:currently )?(?:constrained|overloaded|at capacity)/,
    unless: /capacity (?:must|should|value|property|reservation)/,
  },
  {
    signal: "preempted",
    words:
      /\bpreempt(?:ed|ion)? by\b|\bsuperseded? by\b|\bcancell?ed (?:by|because of|due to) (?:an?|the) (?:later|newer|more recent|subsequent)|\bnewer (?:request|operation) (?:has|was)|\bnot (?:the )?latest operation/,
  },
  {
    signal: "deleting",
    words:
      /\bmarked (?:for deletion|as deleted|to be deleted)|\bbeing (?:deleted|removed|purged|deprovisioned)\b|\b(?:is|are|currently|still|in) deleting\b|\bin deprovisioning\b|\b(?:deletion|delete|purge)\b[^.]{0,30}\b(?:is|are|already|still|currently) (?:in progress|under ?way|pending|ongoing)|\bin '?deleting'? (?:state|status)|\b(?:state|status)\b[^.]{0,20}'?deleting\b/,
  },
  {
    signal: "running",
    words:
      /\b(?:another|other|different|previous|existing|active|conflicting|parallel|simultaneous|pending|on-?going|running|outstanding|in-?flight|concurrent|earlier|last|long running)(?: [\w-]+){0,3} (?:operation|request|update|deployment|job|task|transaction|process|action|migration|upgrade|backup|restore|failover|change|write|modification|run|workflow|creation|deletion)s?\b[^.]{0,80}\b(?:in[- ]progress|running|progress|active|pending|ongoing|complet|finish|executing|under ?way|processing|being)|\bin[- ]progress\b|\balready (?:being|running|in process|under ?way|executing|scheduled|queued|processing)\b|\bexclusive (?:lock|access)\b|\bbusy\b|\bunder ?going\b|\bin[- ]flight\b|\bin process of\b|\bunder maintenance\b|\b(?:lock|lease)\b[^.]{0,60}\bheld by\b|\bacquire (?:an? |the )?lock\b|\b(?:someone|somebody) else is\b|\bcurrently performing\b|\bstill (?:active|running|in process|being|processing|executing|ongoing)\b/,
    unless:
      /no [^.]{0,30}in[- ]progress|not in[- ]progress|server (?:is|was) (?:too )?busy|busy server/,
  },
  {
    signal: "running",
    words:
      /\banother (?:\w+ ){0,3}operation\b|\bon-?going (?:\w+ ){0,2}(?:operation|update|request|deployment|process|upgrade|creation)|\bpending operations?\b|\bconflict\w{0,3} with\b[^.]{0,40}\b(?:operation|request|update|write|modification)|\bconflicting (?:\w+ )?(?:operation|request|write|update)|\bconcurrent(?:ly)? (?:\w+ ){0,2}(?:request|write|operation|update|modif|change|access|process|calls?)|\b(?:updated|modified|changed|written|accessed) concurrently\b|\b(?:currently|now|presently) (?:being|processing|updating|running|executing|creating|provisioning|scaling)\b|\b(?:is|are|was|were|currently|still|already) being (?!used|referenced|consumed|passed|attempted|requested|accessed|placed)\w{2,20}(?:ed|moved|run|built)\b|\b(?:prior|previous|earlier|last|pending|first|this|the|an?|original|existing)(?: [\w-]+){0,2} (?:change|operation|update|request|deployment|provisioning|creation|deletion|job|task|upgrade)\b[^.]{0,60}\b(?:not|yet to)\b[^.]{0,20}\b(?:complet|finish)|\bafter some time\b|\b(?:operation|upgrade|deployment|job|migration|backup|restore|failover|scaling|update|export|import)\b[^.]{0,40}\b(?:is|was) (?:still |already |currently )?(?:running|executing|pending|ongoing|active|under ?way)\b|\bin transition\b|\b(?:wait (?:for|until|till)|until|till)\b[^.]{0,80}\b(?:operation|update|request|deployment|job|task|process|it|that|this|them|migration|upgrade|backup|restore|failover|provisioning|creation|deletion|scaling)s?\b[^.]{0,60}\b(?:complet|finish|done|ends?\b)/,
    unless: /concurrent (?:requests|connections|jobs|calls)? ?limit/,
  },
  {
    signal: "version",
    words:
      /\be-?tags?\b|\bif-(?:none-)?match\b|\bpre-?conditions?\b[^.]{0,40}\b(?:fail|not met|not satisf|header)|\bcondition\w{0,3}\b[^.]{0,40}\bconditional header|\b(?:been|was|were) (?:modified|changed|updated)(?: by| since| concurrently| after| on the server)|\b(?:version|revision) (?:mismatch|conflict|does not match|is (?:stale|old|outdated|out of date)|has changed)|\bmodified since\b|\bstale\b|\boptimistic concurrency|\bconcurrency (?:token|check|conflict|violation)|\boutdated (?:version|copy|etag)/,
  },
  // A machine that is only being made has no place to give up for another.
  { signal: "fixed", words: /\bcannot create\b[^.]{0,200}\bnot available in the/ },
  {
    signal: "size-in-place",
    words: /\bnot available in the (?:current )?(?:hardware )?cluster\b/,
  },
];
