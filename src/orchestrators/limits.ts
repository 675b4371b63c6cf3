// Every number that bounds an orchestrator, in one table. Loops end by one of them, and waits by the
// operation's deadline or by a budget from the plan. Histories stay short because of them: a step
// costs its operation about twelve events, a wait about eight.

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

export const limits = {
  /** A lease lasts this long from each renewal. */
  leaseMs: 15 * minuteMs,
  /** It is renewed when less than this is left of it. */
  renewBelowMs: 10 * minuteMs,
  /** The longest pause in which a lease is not looked at. */
  pauseMs: 4 * minuteMs,

  /** Asks for the turn in one generation; the next generation goes on with a fresh history. */
  turnAsksMax: 5,
  /** Asks for leases in one generation, before anything was sent; then as with the turn. */
  leaseAsksPerGeneration: 7,
  /** Waits in a generation with which it may still carry out a plan; after more the next one does. */
  waitsWithPlanMax: 3,
  /** Asks for leases when something was sent, so that the history must go on. */
  leaseAsksMax: 40,
  /** Looks at the record of an operation that was joined, in one generation. */
  joinedLooksMax: 10,
  joinedLookMs: 10 * minuteMs,

  /** Plans made in a row: because somebody was at work, or because the machine could not be read. */
  planRoundsMax: 30,
  /** The first pause after the machine could not be read; it doubles up to the last. */
  unreadableFirstMs: 5 * secondMs,
  unreadableLastMs: 5 * minuteMs,
  /** How often the set of leases may change, or a plan be given up and made anew. */
  replansMax: 6,

  /** Tries of one step, of whatever kind: submissions, waits, renewals. */
  stepRoundsMax: 24,
  /** After an answer that leaves open whether it was done: the pause before the write is sent again,
   * three times as long each time up to the last. Five submissions outlast an outage of minutes. */
  resendFirstMs: 10 * secondMs,
  resendLastMs: 5 * minuteMs,
  /** Submissions of one undo. */
  undoAttemptsMax: 5,

  /** Where Azure has asked another operation to be left alone: how often a step waits for that beside its
   * own tries, the least pause before it asks again whether that is over, and how much later than an undo
   * other writes go, each at a moment of its own. */
  holdBacksMax: 60,
  allowedFirstMs: secondMs,
  spreadFirstMs: secondMs,
  spreadMs: 29 * secondMs,
  /** As many times as long at most is the pause for somebody else's operation that does not show. */
  blockerPausesMax: 6,
  /** Before what was refused under a code that nobody knows is looked at for the second time. */
  unknownPauseMs: 30 * secondMs,
  /** Before what was there and was not found is sent once more. */
  notFoundPauseMs: 10 * secondMs,
  /** Before an undo is tried again that was refused for the state of something; longer each time. */
  undoStatePauseMs: 30 * secondMs,

  /** Followers of one operation that may fail before it is given up. */
  followersMax: 3,
  followerPauseMs: minuteMs,
  /** Tries to deliver a wake-up; the waiter's own timer makes up for a lost one. */
  wakesMax: 3,
  wakePauseMs: 2 * secondMs,

  /** How long an operation that has outlived its deadline is still followed. */
  followOnMs: 8 * hourMs,
  /** How long a lost lease is waited for when something has to be put back. */
  regainMs: 2 * hourMs,

  /** Looks in one generation of `followOperation`. A round is a timer and an activity with an episode
   * each, eight events; with start, end, address and renewals a generation stays below a hundred. */
  looksPerGeneration: 9,
  generationsMax: 2_000,

  /** A tool's leases last so long from each renewal until it has its grant: longer than any pause. */
  toolWaitLeaseMs: 5 * minuteMs,
  /** Waits for leases of a tool's in one generation; each is about seventeen events. */
  toolWaitsPerGeneration: 5,
  /** The longest pause before a tool's leases are looked at while it waits for Azure. */
  gatePauseMs: 2 * minuteMs,
  /** Looks at what a tool waits for, and pauses between far ones, in one generation. */
  gateLooksPerGeneration: 8,
  /** How often a tool's leases may be lost while it waits. */
  toolRoundsMax: 6,
  /** Asks for the record of a lease that is only just being claimed. */
  admitAsksMax: 5,
  admitPauseMs: secondMs,

  /** The first pause between two readings of locks that are waited for; it doubles up to the last. */
  lockLookFirstMs: 30 * secondMs,
  lockLookLastMs: 5 * minuteMs,
  /** Readings in one generation, each about twelve events and more with leases; then the next goes on. */
  lockLooksPerGeneration: 6,
  /** Readings for one try of an undo, which has one generation only: two hours. */
  lockLooksOfUndo: 26,
  /** How long a lock that is not to be seen any more may still refuse writes. */
  lockAftermathMs: 15 * minuteMs,
  /** The pause after Azure had no room the first time; as much longer each time up to the last. */
  capacityFirstMs: 5 * minuteMs,
  capacityLastMs: 15 * minuteMs,

  /** Pages of leases and turns that one sweep visits at most. */
  sweepPagesMax: 1_000,
  /** Waiters that a sweep wakes in one activity. */
  wakesAtOnce: 50,

  /** Entries of a timeline that are kept: the first few and the newest. */
  timelineFirst: 20,
  timelineNewest: 100,
  /** Of the newest, those that a next generation begins with. */
  timelineCarried: 60,
  sentenceLength: 600,
} as const;
