// Words for limits: too many requests, a quota, no room.
// Sources: the pages on throttling, quotas and allocation failures of
// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors.

import type { Cue } from "./cue.ts";

export const limitCues: readonly Cue[] = [
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
      permitted|allowed in|within|during .. hours|minutes|seconds
      slow down
      request|requests limit
      only # ... every|per|each minute|second|hour
      requests|calls have|were? been? sent|received|made in|within|for
      exceed* ... requests|calls allowed|limit|per|in
      number of .. requests|calls ... exceed*|limit*
      ingress|egress|bandwidth|iops is|are over|exceed*|above`,
  },
  {
    signal: "quota",
    phrases: `
      exceed*|reach*|surpass*|insufficient|increas*|available|remaining|over|out|hit|used|free|lack* ... quota*
      not enough|have ... quota*
      limited by ... quota*
      quota* ... met|used|consumed|exceed*|reach*|exhaust*|limit*|increas*|insufficient|full|violat*|allow*
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
      subscription|subscriptions *? is|are disabled|suspended|expired
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
      over|beyond|above|exceed* the|an|your approved|cap|allowance
      used all
      have|own no more .. in
      at its|the|their limit|maximum
      as many ... as it|they may|can
      all *? *? ... in use
      greatest|highest|largest number of
      no|none *? *? left under|in|of
      beyond the cap|limit|maximum
      maximum|max of # .. per
      limit|limits for|on ... exceed*|reached
      cannot have|create|add|contain|exceed more than #
      only #|one|two ... allowed|permitted|per|in .. subscription|region|tenant|account|group|vault|cluster|server
      only a single ... allowed|permitted|per|in .. subscription|region|tenant|account|group|vault|cluster|server
      number of ... exceed*|reach*
      no more than # ... per|in|can|are
      no more ... can be *ed
      hold|have|contain|create|own|be no|not more than #
      at its|the|your limit|maximum for|of
      used up
      limit|maximum ... is|was|has|been reached|exhausted|hit|attained|exceeded|surpassed
      limit|maximum reached|exhausted|hit|attained|exceeded
      which is the|its|your? maximum|limit
      has|have|been reached its|the|their|a|your? maximum|limit|max
      reached its|the|their|your .. maximum|limit`,
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
      high|elevated|increased|strong demand
      sold out
      no room|space for|in
      is|are|region|zone at its? capacity
      lack* ... node*|host*|hardware|capacity
      not enough|insufficient|lack* free|available? compute|hardware|hosts|nodes
      no more ... be placed
      demand is? too? high
      because|due of|to .. capacity
      capacity reason|reasons
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
      cannot be allocated
      too restrictive
      currently|temporarily not available|accepting|supporting ... <place>
      not currently available ... <place>
      allocation|request|deployment constraint*
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
];
