/**
 * Where the embedded host answers otherwise than the recorded one, and why. `embedded/README.md`
 * tells users the same in words.
 */
interface Departure {
  readonly scenario: RegExp;
  readonly note: RegExp;
  readonly field: RegExp;
  readonly reason: string;
}

export const outOfScope: readonly { readonly scenario: RegExp; readonly reason: string }[] = [
  { scenario: /^(suspend|resume)-/, reason: "suspending and resuming answer 501" },
  { scenario: /^rewind-restart$/, reason: "rewinding and restarting answer 501" },
  { scenario: /^eventgrid$/, reason: "the Event Grid webhook answers 501" },
  { scenario: /^http-admin$/, reason: "the host has no admin API" },
  { scenario: /^restart-/, reason: "what a kill leads to is shown by the crash tests" },
  { scenario: /^timer-minute-and-ticks$/, reason: "takes a minute; see the timer tests" },
  { scenario: /^wait-for-completion$/, reason: "the client waits on the machine's own clock" },
  { scenario: /^orch-httpCall$/, reason: "callHttp fails with the advice to use an activity" },
  { scenario: /entityLock/, reason: "df.lock fails with the advice to use leases of one's own" },
];

const any = /(?:)/;

export const departures: readonly Departure[] = [
  {
    scenario: /^orch-(throwString|unknownActivity|unknownSub|entityUnknown)$/,
    note: /^final status/,
    field: any,
    reason: "what stays Running for ever there ends as Failed here, with a text that says why",
  },
  {
    scenario: /^orch-nondetName$/,
    note: /^final status/,
    field: any,
    reason: "there the history cannot be shown, because it holds one task twice, and answers 400",
  },
  {
    scenario: /^(orch-fanoutFail|orch-parentFan)$/,
    note: /^final status/,
    field: /^body\.historyEvents$/,
    reason: "tasks that run at the same time end in any order",
  },
  {
    scenario: /^entity-calls-from-many$/,
    note: any,
    field: any,
    reason: "orchestrations started at the same time reach an entity in any order",
  },
  {
    scenario: /^start-existing-pending-same-moment$/,
    note: any,
    field: any,
    reason: "of two simultaneous starts of one ID both can be accepted there; here always one",
  },
  {
    scenario: /^start-odd-ids$/,
    note: /has\?q/,
    field: any,
    reason: 'the query is cut off the ID; there the instance "has" was not yet done',
  },
  {
    scenario: /^start-odd-ids$/,
    note: /mlaut/,
    field: /^body/,
    reason: "a non-ASCII ID is refused at the start; there it runs, and the 500 is of its Location",
  },
  {
    scenario: /^(event-payload-kinds|http-start)$/,
    note: any,
    field: /^body\.ExceptionMessage$/,
    reason: "the JSON parser's words are those of V8, not of Newtonsoft",
  },
  {
    scenario: /^http-list$/,
    note: /top=-1$/,
    field: /^body\.Exception(Message|Type)$/,
    reason: "the words are those of Azure Storage",
  },
  {
    scenario: /^http-list$/,
    note: /getStatusBy$/,
    field: /^body\.result$/,
    reason: "lists what other scenarios have left, which differs by their departures",
  },
  {
    scenario: /^entity-http$/,
    note: /^list (all )?entities$/,
    field: /^body$/,
    reason: "lists what other scenarios have left; those with locks are not run",
  },
  {
    scenario: /^entity-batch$/,
    note: /^read$/,
    field: /^body$/,
    reason: "nine of its ten signals were not recorded, so they are not sent",
  },
  {
    scenario: /^http-status$/,
    note: /^right after start$/,
    field: /^body\.(runtimeStatus|customStatus)$/,
    reason: "the first episode is over before the question is asked",
  },
  {
    scenario: /^http-status$/,
    note: /^(master key in header|function key)$/,
    field: any,
    reason: "there is one key, the system key",
  },
];
