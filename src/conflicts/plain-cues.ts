// Words that count where neither a code nor a clear status tells. What names a cause goes before what
// names its effect: "cannot be deleted because it is in use" is about the use.
// Sources: Compute's error list (learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages)
// and the common errors of deployments
// (learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import type { Cue } from "./cue.ts";

export const plainCues: readonly Cue[] = [
  {
    signal: "authorization",
    words:
      /\bnot have (?:\w+ ){0,4}(?:authorization|permissions?|access|rights?|privileges?|role)\b|\b(?:not|un)[- ]?authorized\b|\bauthorization fail|\bauthentication (?:fail|error|required)|\baccess (?:is |was )?(?:denied|forbidden|not allowed)|\b(?:insufficient|missing|lacks?|lacking|without|required|necessary|no|needs?|grant|proper|appropriate|enough) (?:\w+ ){0,4}(?:permissions?|privileges?|access rights|role assignment)\b|\bpermissions?\b[^.]{0,60}\b(?:required|missing|denied|insufficient|needed|not granted)|\b(?:requires?|needs?|must have|level)\b[^.]{0,60}\b(?:access is required|permission|role\b)|\b(?:access|bearer|authentication|security) token\b|\btoken (?:is |has |was )?(?:expired|invalid|missing|not valid|malformed)|\bonly (?:the )?(?:users?|members?|principals?|owners?|admin\w{0,10}|callers?|subscription owners?)\b|\b(?:user|principal|identity|caller|client|tenant) (?:is )?not (?:allowed|permitted)|\bnot (?:allowed|permitted) to (?:access|perform|read|call)\b|\baadsts\d|\bcredentials? (?:is|are|were|have|could)\b|\b(?:different|another|wrong|cross|home) tenant\b|\btenant\b[^.]{0,40}\b(?:mismatch|not match|invalid)|\b(?:firewall|network acl|ip rules?)\b[^.]{0,60}\b(?:block|den|not allow|restrict)/,
  },
  {
    signal: "invalid",
    words:
      /\boverlap|\bduplicated? (?:entr|keys?\b|values?\b|propert|parameters?\b|elements?\b|items?\b|fields?\b)/,
  },
  // What the protocol lacks is no matter of a tier.
  // Records of somebody's own domain are kept outside of Azure.
  {
    signal: "invalid",
    words:
      /\b(?:cname|txt) records?\b|\b(?:cannot find|not found|missing|no)\b[^.]{0,30}\bdns record/,
    unless: /\balready\b/,
  },
  { signal: "state", words: /\b(?:is|are) empty\b/, notOn: "400" },
  { signal: "invalid", words: /\bhttp (?:method|verb)|\b(?:media|content)[- ]type\b/ },
  // The name of what was deleted is kept until it is purged.
  {
    signal: "exists",
    words:
      /\bsoft[- ]?deleted?\b[^.]{0,80}\b(?:restore|recover|undelete|purge|same name|name)|\b(?:restore|recover|undelete|purge)\b[^.]{0,80}\bsoft[- ]?delet|\b(?:restore|recover|undelete)\b[^.]{0,40}\bor\b[^.]{0,20}\bpurge|\bdeleted but (?:recoverable|not purged)|\bhas been soft[- ]?deleted/,
    unless: /\bcannot be deleted\b|\bbackup items\b|\bundelete (?:it|the \w+) (?:first|before)/,
  },
  {
    signal: "exists",
    words:
      /\balready exists?\b|\bexists already\b|\balready (?:been )?(?:taken|claimed|reserved|registered|created|defined|present|assigned to|used (?:by|in)|have|has|contains)\b|\b(?:name|alias|label|record|domain|hostname|namespace|id|identifier|prefix)s?\b[^.]{0,80}\b(?:already|not available|unavailable|taken|in use|is reserved|cannot be reused)\b|\bduplicat|\bmust be (?:globally )?unique\b|\b(?:name|subdomain|domain|id|identifier|alias|label)\b[^.]{0,20}\bis unique\b|\bnot unique\b|\b(?:a|the|with) (?:same|identical) name\b|\bthere(?: is|'s| are) already\b|\b(?:choose|use|try|pick|select|specify|provide) (?:a |an )?(?:different|another|unique|new) name\b|\b(?:recover|purge)\w{0,2} (?:or|and) (?:recover|purge)|\bsoft-?deleted (?:\w+ ){0,3}with the same\b/,
    unless:
      /\bname\b[^.]{0,60}\b(?:not available (?:in|for)|already (?:enabled|disabled|started|stopped))/,
  },
  // Read-only is a property too.
  {
    signal: "fixed",
    words:
      /\b(?:cannot|may not|must not|not allowed to|not permitted to)(?: be)? (?:changed?|modif\w{1,3}|altered?|updated?|reverted?|disabled?|unset|reduced?|decreased?|downgraded?|switch\w{0,2}|convert\w{0,2}|renamed?|moved?|set to \w+|turned off|removed)\b[^.]{0,40}\b(?:once|after|later)\b|\bonce\b[^.]{0,60}\b(?:cannot|not|never)\b|\bcan never\b|\bonly (?:be )?(?:\w+ )?(?:at the time of|at|during|while|when) (?:\w+ ){0,4}(?:creat\w+|provisioning)\b|\bonly (?:be )?\w+ (?:when|while|for) creating\b|\bimmutab|\birreversible|\bread-?only\b|\bchang\w{1,3} (?:the |of )?(?:property|properties)\b|\b(?:property|properties|field|value|setting|parameter|sku|tier|location|type|kind)\b[^.]{0,60}\bcannot be (?:changed|modified|updated|altered|set|edited)|\bcannot (?:change|modify|update|edit) (?:the |its )?(?:property|value|sku|tier|location|type|kind|region|name)\b/,
    unless:
      /\b(?:while|because|since|until|in use|running|in state|current state|deallocated|stopped)\b/,
  },
  {
    signal: "state",
    words:
      /\b(?:in|to|under) (?:its |the |this |an? )?(?:current|present|invalid|wrong|incorrect|inconsistent|terminal|transition\w{0,2}|final|unhealthy|bad|valid|following|required|correct|expected|ready|non-terminal|proper) (?:\w+ ){0,3}(?:state|status|states)\b|\b(?:state|status|phase)\b[^.]{0,40}\b(?:must|should|has to|needs|is not|was not|prevent|does not|are not|to be|from)\b|\bin (?:an? |the |its )?['"\w-]{1,40} (?:\w+ )?(?:state|status)\b|\bin (?:the )?state\b|\b(?:provisioning|power|current|server|operational|lifecycle|runtime|resource|running) ?(?:state|status)\b|\b(?:invalid|wrong|incorrect) (?:\w+ )?(?:state|status)\b|\bstate (?:of|is|:)|\b(?:while|when|as|since|because|if|until|unless|after|before)\b[^.]{0,60}\b(?:is|are|was|has been|be) (?:not |still |already |currently |either )?(?:running|stopped|stopping|starting|started|deallocated|allocated|attached|associated|enabled|disabled|paused|generalized|online|offline|provisioned|linked|active|inactive|mounted|referenced|configured|in use|in maintenance|failed|empty|registered|connected|healthy|unhealthy|detached|removed|deleted|deployed|peered|protected)\b/,
  },
  {
    signal: "state",
    words:
      /\b(?:is|are|be|currently|still|it|been|being|resource) (?:still |currently |already )?(?:in[- ]use|used by|used in|being used|attached|associated|linked|referenced|connected|allocated|assigned|mounted|bound|paired|peered|joined|consumed|owned by|leased|deployed on|mapped)\b|\bin use (?:by|with|in)\b|\b(?:is|are|already|currently|still) using\b|\buntil\b[^.]{0,80}\b(?:been|is|are|has|have|it)\b|\balready (?:attached|associated|linked|owned by|enabled|disabled|started|stopped|running|paused|connected|approved|rejected|in use|allocated|mounted|deployed|leased|configured|active|onboarded|protected|peered|initialized|failed over|complete)|\bnot (?:yet )?(?:been )?(?:running|ready|active|started|provisioned|approved|registered|initiali[sz]ed|connected|healthy|online|deallocated|stopped|enabled on|enabled for this|pending|empty|attached|associated|detached|configured yet|available yet|onboarded|deployed|accessible yet)\b|\bnon-?(?:empty|zero)\b|\bunhealthy\b|\b(?:nested|child|children|dependent|linked|related) (?:resources?|objects?|items?)\b|\b(?:depend|dependenc)\w{0,5}\b[^.]{0,40}\b(?:exist|on|upon|still)|\bbefore (?:you )?(?:deleting|delete|removing|remove|disabling|moving|updating|proceeding|retrying|attempting|performing|it can|you can|being)|\bbefore you\b|\bprior to\b|\b(?:delete|remove|disassociate|detach|unlink|disable|stop|deallocate|disconnect|empty|unregister|dissociate|cancel|start|enable|register|wait|power off|resume|approve)\b[^.]{0,60}\b(?:first|before|and (?:then )?(?:re-?try|try)|and retry)|\bplease (?:first )?(?:stop|deallocate|detach|disassociate|dissociate|power off|unlink|disable|start|register|enable|remove|delete|re-?enable|resume|disconnect|unmount|recreat\w+)\b|\bfirst (?:stop|deallocate|detach|disassociate|delete|remove|disable|enable|start|register)|\bstill (?:has|have|contains?|references?|exists?|uses?|holds?|using|needed)\b|\b(?:since|because|as) (?:it|they|there|one|some|the|this|that)\b[^.]{0,60}\b(?:has|have|contains?|exists?|still)\b|\b(?:since|because|as) there (?:is|are)\b|\bso (?:it|they) cannot be\b|\bno on-?going\b|\bis generalized\b|\bis disabled\b|\brequires?\b[^.]{0,60}\bto be (?:\w+ )?(?:running|generalized|succeeded|stopped|deallocated|enabled|started|in|set)\b|\b(?:must|should|needs? to|has to|have to|required? to)(?: first)? be (?:first |in |set to )?(?:stopped|deallocated|running|started|enabled|disabled|detached|empty|emptied|removed|deleted|provisioned|registered|succeeded|ready|active|paused|resumed|approved|online|offline|powered|unmounted|disassociated|un\w+)/,
  },
  {
    signal: "fixed",
    words:
      /\b(?:not|un|never|longer)[- ]?supported\b|\bis not possible\b|\b(?:down|up)grad\w{1,3} (?:from|to)\b|\bsubscription type\b|\bdifferent subscription\b|\bdoes not (?:currently )?support|\bdo not support|\bno longer support|\bnot compatible|\bincompatible|\bnot (?:available|allowed|permitted|offered|enabled|valid|applicable|possible) (?:for|in|on|with|under|at)\b[^.]{0,60}\b(?:sku|tier|plan|region|location|subscription|mode|type|kind|offer|account|size|edition|zone|version|cluster|this)\b|\b(?:requires?|only|available|supported|upgrade)\b[^.]{0,60}\b(?:sku|tier|plan|edition)\b|\b(?:sku|tier|plan|edition)s?\b[^.]{0,60}\b(?:not|cannot|only|does|restrict|must|require)|\bonly (?:be )?(?:supported|available|allowed|applicable|permitted|valid|possible)\b|\b(?:feature|capability|preview|functionality)\b[^.]{0,80}\b(?:not|disabled|unavailable|required|register)|\bchanging property\b|\baccounts? .{0,60}\bare different\b|\brestricted (?:from|in|for|to)\b|\bnot (?:registered|enabled|whitelisted|allowed|eligible|entitled)\b[^.]{0,60}\b(?:feature|preview|subscription|offer|region)/,
  },
  {
    signal: "not-found",
    words:
      /\b(?:not|never|nothing) (?:be |been )?(?:found|exist\w{0,2})\b|\bnon-?exist|\bcannot (?:be )?(?:f[io]u?nd|locate|located|resolved?)\b|\bno (?:such|longer exists?|\w+ (?:called|named)|\w+ (?:was |were |is )?found|\w+ exists?|\w+ with)\b|\b(?:been|was|were|is|already) deleted\b|\bdid not find\b|\bnot present\b|\bis (?:missing|gone)\b/,
    unless:
      /\b(?:required|property|parameter|field|header|argument) (?:\S+ )?(?:is missing|was not found)/,
  },
  {
    signal: "fixed",
    words:
      /\bnot (?:allowed|permitted)\b|\bdisallowed\b|\bcannot be (?:changed|modified|updated)\b/,
    unless:
      /\b(?:characters?|value|null|empty|parameter|smaller|larger|greater|less|longer|shorter)\b/,
  },
  {
    signal: "invalid",
    words:
      /\binvalid\b|\bnot (?:a )?valid\b|\bmalformed\b|\bnot (?:correctly |properly )?format|\bmust (?:be|match|contain|have|not|start|end|specify|include|provide|consist)\b|\bshould (?:be|match|contain|have|not|start|end)\b|\brequired\b|\bmissing\b|\bcannot be (?:null|empty|blank|parsed|deserialized|converted|both|specified|used)|\b(?:null|empty|blank)\b|\bnot (?:provided|specified|set|recognized|recognised|understood|expected|match)\b|\bout of range\b|\bbetween\b|\bcharacters?\b|\bpars(?:e|ing)\b|\bunrecogni[sz]ed\b|\bunknown\b|\bunexpected (?:value|character|token|property|end)|\bvalidation (?:failed|error)|\bexpected\b|\bdeseriali[sz]e|\bdoes not match\b|\boverlap|\bsyntax\b|\bbad request\b|\bspecify\b|\b(?:greater|less|smaller|larger|longer|shorter|bigger|higher|lower|fewer|earlier|later) than\b|\bexceeds?\b|\btoo (?:long|short|large|small|big)\b|\bconflicting (?:values|properties|parameters)/,
  },
  {
    signal: "running",
    words: /\bnot (?:yet )?(?:been )?(?:finished|completed)\b/,
  },
  {
    signal: "fixed",
    words:
      /\b(?:for|on|in|with) (?:this|the|your|current|selected|chosen|that) (?:\w+ ){0,2}(?:size|sku|tier|plan|edition|region|offer)\b/,
  },
  {
    signal: "transient",
    words:
      /\binternal (?:\w+ )?error\b|\bunexpected (?:error|failure|exception)|\b(?:error|problem|failure|issue) (?:has )?occurred\b|\btry (?:again|your (?:request|operation)|the (?:request|operation)) (?:again )?(?:later|in a|in few|after|shortly)|\bretry (?:later|after|the (?:request|operation)|your|again)|\btimed? ?-?out\b|\btemporar|\bservice (?:is )?(?:unavailable|error)|\bserver (?:error|is busy|is too busy)|\bsomething went wrong\b|\bcontact (?:\w+ )?support\b|\bcannot (?:complete|process)\b|\bintermittent|\bnetwork error\b|\bconnection (?:was )?(?:reset|closed|refused|aborted)/,
  },
];
