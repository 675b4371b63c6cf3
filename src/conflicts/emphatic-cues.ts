// Words that leave no doubt, whatever status or general code they come with: who says "quota of 0"
// under Unauthorized means the quota, who says "another operation is in progress" under 412 no ETag.
// Sources: Compute's error list
// (https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages), the pages on
// locks, throttling, policy, quotas and allocation failures
// (https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import type { Cue } from "./cue.ts";

export const emphaticCues: readonly Cue[] = [
  {
    signal: "locked",
    phrases: `
      scope s are locked
      is|are locked ... lock|locks
      scope|scopes|group is|are locked
      locked against|from|for delet*|remov*|writ*|modif*
      remov* .. lock|locks
      read only lock|locks
      readonly lock|locks
      cannotdelete
      delete|management|resource|group lock|locks
      group|subscription|scope has|have|carries a|the? lock|locks
      locked by a|an? resource|management lock
      lock .. level`,
    unless: `
      exclusive lock
      deny assignment*`,
  },
  {
    signal: "policy",
    phrases: `
      disallowed|denied|blocked|forbidden|prohibited|restricted by a|an|the|your? azure|organization? polic*
      not allowed by a|an|the|your? azure|organization? polic*
      policy assignment*
      violat* a|an|the|your? azure? polic*
      complian* with a|an|the|your? azure? polic*
      azure policy
      policy violation*`,
    unless: `
      password*
      policy assignment|definition name
      policy definition? parameter|parameters
      missing the? parameter|parameters
      policy addon|extension
      policy add on
      policy ... referenced|used|in use by
      referenced|used by|in ... polic*
      policy* cannot be? deleted|removed`,
  },
  {
    signal: "throttled",
    phrases: `
      too many .. requests|calls|operations
      throttl*
      rate limit*
      request|requests|call|calls rate
      rate of requests|calls
      excessive volume
      excessive number of requests|calls
      requests|calls|operations per second|minute|hour|interval|day
      too frequent*|often|quickly|fast
      slow down
      only # ... every|per|each minute|second|hour
      requests|calls have|were? been? sent|received|made in|within|for
      exceed* ... requests|calls allowed|limit|per|in
      number of requests|calls ... exceed*|limit*
      ingress|egress|bandwidth|iops is|are over|exceed*|above`,
  },
  {
    signal: "quota",
    phrases: `
      exceed*|reach*|insufficient|increas*|available|remaining|over|out|hit|used|free|lack* ... quota*
      not enough|have ... quota*
      limited by ... quota*
      quota* ... exceed*|reach*|limit*|increas*|insufficient|full|violat*|allow*
      quota* ... is|of 0|zero
      quota* ... not enough
      quota* for this|the|your subscription|region
      core|cores|vcpu|vcpus .. limit|needed|left|remaining|available`,
    unless: `
      quota ... invalid
      quota .. must|should be
      quota .. not valid`,
  },
  // Under Unauthorized, which App Service says of what it does not sell there.
  {
    signal: "fixed",
    phrases: `
      because|since|as purge protection is enabled
      operation*|feature*|sku|size .. not allowed|available|supported for this|the|your subscription in|for
      subscription|subscriptions|offer type|kind? is|are not allowed|permitted|eligible|supported`,
  },
  // How many a size or a tier takes is a matter of that size or tier, and no quota.
  {
    signal: "fixed",
    phrases: `
      maximum|limit|number ... of|for|in|on .. <sku>
      at most ... of|for|in|on .. <sku>
      more than ... of|for|in|on .. <sku>
      up to ... of|for|in|on .. <sku>`,
    unless: "subscription*|quota*|region*",
  },
  {
    signal: "quota",
    phrases: `
      reach*|exceed*|hit|surpass* .. subscription|account|tenant|region|workspace|vault .. <limit>
      reach*|exceed*|hit|surpass*|over|above|beyond|violat* ... <limit> ... subscription|region|account*|vault*|server*|namespace*|cluster*|workspace*|group*|environment*|machine*|vm|vms|model*|instance*|database*|network*|rule*|key|keys|service*|resource*|count|number`,
    unless: "character*|length|bytes|kb|mb|size|value|timeout|seconds|minutes|days|depth",
  },
  {
    signal: "quota",
    phrases: `
      maximum|max|limit|total|allowed allowed|permitted|supported? number|count|amount of ... reach*|exceed*|already|allowed|per|been|limit*
      maximum|max number|count of ... is #
      limit of #
      maximum|max of # .. per
      limit|limits for|on ... exceed*|reached
      cannot have|create|add|contain|exceed more than #
      only #|one|two ... allowed|permitted|per|in .. subscription|region|tenant|account|group|vault|cluster|server
      only a single ... allowed|permitted|per|in .. subscription|region|tenant|account|group|vault|cluster|server
      number of ... exceed*|reach*
      no more than # ... per|in|can|are
      hold|have|contain|create|own|be no|not more than #
      at its|the|your limit|maximum for|of
      used up
      limit|maximum .. is|was|has|been reached|exhausted|hit|attained|exceeded
      limit|maximum reached|exhausted|hit|attained|exceeded
      which is the|its|your? maximum|limit
      has|have|been reached its|the|their|a|your? maximum|limit|max`,
    unless: "character*|length|bytes|kb|mb|letters|digits|retry|timeout|seconds|minutes",
  },
  {
    signal: "capacity",
    phrases: `
      sufficient|enough|insufficient|no|lack|lacks|limited|available ~? capacity
      sufficient|enough|insufficient|no *al|*ed|*ing|*le|vm|compute|regional|zonal? capacity
      out|short|lack of .. capacity
      no storage|resources|hosts|instances|nodes available
      capacity is? not available|enough
      capacity is? unavailable|constrain*|restrict*|shortage|limitation*|issue*|insufficient|currently
      high demand
      demand is? too? high
      because|due of|to .. capacity
      cannot find .. host|hosts|hardware
      <place> .. not accepting
      no|enough .. instance*|server*|host*|machine* ... satisfy
      increase capacity
      insufficient|enough resource|resources|hardware|hosts|instances|servers ... <place>|datacenter*|cluster
      no available|free .. host*|instance*|server*|machine*|node*|hardware
      hosts ... are full
      not available in the? <place> ... at this moment|time
      allocation failed
      cannot allocate
      too restrictive
      currently|temporarily not available|accepting|supporting ... <place>
      currently|temporarily unavailable ... <place>
      unavailable at this time in region
      region* ... not accepting|full
      region* .. out of
      cannot accept|fulfill|take|satisfy|meet ... region|capacity|demand
      cannot accept|fulfill|take new .. cluster*|resource*|deployment*|customer*|server*|account*
      region cannot accept|take
      <place> is|are currently? constrained|overloaded
      <place> is|are .. at capacity`,
    unless: "capacity must|should|value|property|reservation",
  },
  {
    signal: "preempted",
    phrases: `
      preempt* by
      supersede* by
      cancel* by|to a|an|the later|newer|more|subsequent
      newer request|operation has|was
      newer|later <operation> is|got|has|was? accepted|received|submitted|started|issued
      not the? latest operation`,
  },
  {
    signal: "deleting",
    phrases: `
      marked for deletion
      marked as deleted
      marked to be deleted
      being deleted|removed|purged|deprovisioned
      is|are|currently|still|in deleting
      in deprovisioning
      deletion|delete|purge ... is|are|already|still|currently in? progress|underway|pending|ongoing
      state|status .. deleting`,
  },
  // What was changed meanwhile by somebody who has finished.
  {
    signal: "version",
    phrases: `
      get|fetch|reread the|its? latest|current|newest|up|most|updated to|recent? date? version|etag|revision|state|copy and|then? retry|try
      modified|changed|updated by another|someone|somebody|others
      refresh|reload|reread .. retry|try .. latest|current|new version|etag|revision
      concurrent* ... latest|current version|etag|revision
      retry|try ... with the? latest|current|new|correct version|etag|revision
      expected|current version|revision|etag ... was|is|but|actual|got|found #
      version|revision|etag|copy|*version is|are not the latest|current|newest|most`,
    unless: `
      upgrad*|kubernetes|supported|api
      being updated|modified|changed`,
  },
  {
    signal: "running",
    phrases: `
      another|other|different|previous|existing|active|conflicting|parallel|simultaneous|pending|ongoing|running|outstanding|concurrent|earlier|last .. <operation> ... progress|running|active|pending|ongoing|complet*|finish*|executing|underway|processing|being
      in progress
      in the middle of
      has|have running|active|pending|ongoing <operation>
      locked by|for another|other|a|an .. process|<operation>
      currently|temporarily|now locked
      already a|an|another|one .. <operation>|restart|start|stop|move|rotation ... going|running|progress|queued|scheduled|state|status|pending|active|underway
      already has|have a|an|another|one .. <operation>|restart ... queued|running|scheduled|pending|active|progress
      already being|running|underway|executing|scheduled|queued|processing
      already in process
      is|are|currently underway|happening|ongoing
      waiting for|until ... end|ends|finish*|complet*|done
      locked by <operation>
      queued behind|after
      exclusive lock|access
      busy
      undergoing
      in the? process of
      mutually exclusive operations
      in flight
      under maintenance
      lock|lease ... held by
      acquire a|an|the? lock
      someone|somebody else is
      currently performing
      still active|running|being|processing|executing|ongoing
      still in process
      still pending`,
    unless: `
      start|starting|restart ... already running
      no .. in progress
      not in progress
      server is|was too? busy
      busy server`,
  },
  {
    signal: "running",
    phrases: `
      is|are|was|were|currently|still|already being *ed|*ing|run|built`,
    unless: "being used|referenced|consumed|passed|attempted|requested|accessed|placed",
  },
  {
    signal: "running",
    phrases: `
      another .. operation*
      ongoing|going .. <operation>
      pending .. operation*
      conflict* with ... operation*|request*|update*|write*|modification*
      conflicting .. operation*|request*|update*|write*
      concurrent*|simultaneous*|parallel .. request*|write*|operation*|update*|modif*|change*|access*|process*|call*
      updated|modified|changed|written|accessed concurrently
      is|are changing|modifying|updating|creating|starting|stopping|scaling|dropping|restarting|migrating|upgrading|restoring|deploying|transitioning|failing
      currently|now|presently being|processing|updating|running|executing|creating|provisioning|scaling
      prior|previous|earlier|last|pending|first|original|existing .. <operation> ... not ... complet*|finish*
      the|this|a|an <operation> .. not .. complet*|finish*
      yet to complete|finish
      conflict in|at .. backend
      cancelled|canceled by the? user
      after some time
      <operation> *? *? is|was still|already|currently? running|executing|pending|ongoing|active|underway
      in transition
      wait for|until|till ... complet*|finish*|done|end|ends
      until|till ... <operation> ... complet*|finish*|done|end|ends
      until|till it|that|this|they .. complet*|finish*|done|ends|ended
      already a|an|another|one|some|has|have open|active|pending|ongoing request|requests`,
    unless: `
      concurrent requests|connections|jobs|calls? limit
      no ongoing|active|running|pending
      no on going`,
  },
  {
    signal: "version",
    phrases: `
      etag|etags
      e tag|tags
      if none? match
      precondition* ... fail*|header*
      precondition* .. not met|satisf*
      condition* ... conditional header*
      condition* ... not satisf*
      been|was|were modified|changed|updated by|since|concurrently|after
      version|revision mismatch|conflict
      version|revision .. not match
      version|revision is stale|old|outdated
      modified since
      stale
      optimistic concurrency
      concurrency token|check|conflict|violation
      outdated version|copy`,
  },
  // A machine that is only being made has no place to give up for another.
  { signal: "fixed", phrases: "cannot create .... not available in the" },
  { signal: "size-in-place", phrases: "not available in the current? hardware? cluster" },
];
