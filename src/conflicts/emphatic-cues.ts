// Words that leave no doubt, whatever status or general code they come with: who says "quota of 0"
// under Unauthorized means the quota, who says "another operation is in progress" under 412 no ETag.
// Sources: Compute's error list
// (https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages), the pages on
// locks, throttling, policy, quotas and allocation failures
// (https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import type { Cue } from "./cue.ts";
import { limitCues } from "./limit-cues.ts";

export const emphaticCues: readonly Cue[] = [
  {
    signal: "locked",
    phrases: `
      scope s are locked
      account|group|subscription|vault|resource ... in locked state
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
      lock .. level
      blocked|forbidden by lock|locks
      because of a|the? lock|locks
      lock ... readonly`,
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
      policy violation*
      polic* forbid*|den*|block*|prohibit*|disallow*|prevent*`,
    unless: `
      password*
      policy assignment|definition name
      policy definition? parameter|parameters
      missing the? parameter|parameters
      request ... is invalid
      policy addon|extension
      policy add on
      policy ... referenced|used|in use by
      referenced|used by|in ... polic*
      policy* cannot be? deleted|removed`,
  },
  ...limitCues,
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
      <operation> is? in process
      is|are|currently underway|happening|ongoing
      waiting for|until ... end|ends|finish*|complet*|done
      locked by <operation>
      queued behind|after
      conflict while|during
      runs already|now
      already|still runs
      by a|an|another different|other request|writer|client
      arrived|came|received together
      has|have to end|finish first
      exclusive lock|access
      busy
      undergoing
      in the? process of
      mutually exclusive operations
      in flight
      under maintenance
      lock|lease ... held by
      another thread|instance|process|session ... holding|holds|held|using|has
      acquire a|an|the? lock
      someone|somebody else is
      currently performing
      still active|running|being|processing|executing|ongoing
      still in process
      still transition*
      non terminal
      already has|have # .. <operation>
      still pending`,
    unless: `
      start|starting|restart ... already running
      no .. in progress
      not in progress
      server is|was too? busy
      service is temporarily busy
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
      pending .. update*|change*|request*|task*
      conflict* with ... operation*|request*|update*|write*|modification*
      conflicting .. operation*|request*|update*|write*
      concurrent*|simultaneous*|parallel .. request*|write*|operation*|update*|modif*|change*|access*|process*|call*
      updated|modified|changed|written|accessed concurrently
      currently|presently replicating|syncing|synchronizing|reindexing|rebalancing|moving|copying|swapping|rotating
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
      version|revision ... is stale|old|outdated
      modified since
      stale
      optimistic concurrency
      concurrency token|check|conflict|violation
      outdated version|copy`,
  },
  {
    signal: "state",
    phrases: `
      not in the? state|status *
      not .. its current state is`,
  },
  // A machine that is only being made has no place to give up for another.
  { signal: "fixed", phrases: "cannot create .... not available in the" },
  {
    signal: "size-in-place",
    phrases: `
      not available in the current? hardware? cluster
      not be? available in the .. allocation unit`,
  },
];
