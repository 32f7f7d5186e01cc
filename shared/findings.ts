// What `seekline check` finds: facts on the integrity of a transcript, each under the name of a rule (docs/rules.md).

/** Every rule, with what it says in a few words. */
export const ruleTitles = {
  "not-json": "a record that is no JSON",
  "torn-end": "the file ends inside a record",
  "time-backwards": "a record that is more than a minute earlier than one before it",
  "open-call": "a call without a result",
  "orphan-result": "a result of a call that is not there",
  "several-results": "a second result of one call",
  "made-up-result": "a result or an answer that the program invented",
  "cut-output": "a record that can be shown in part only",
  "duplicate-id": "an id that was given twice",
  "ordinal-repeated": "an ordinal that was given twice",
  "ordinal-gap": "an ordinal that is missing",
  "token-totals": "totals of tokens that disagree with the requests they sum up",
  "unclosed-turn": "a turn that begins while another is open, or never ends",
  "event-outside-run": "an event before the first run, or behind a run's end",
  "run-in-run": "a run that starts inside another",
  "run-ended-twice": "a run that ends again",
  "open-run": "a run that never ends",
  "run-id-changed": "a run whose end has another id than its start",
  "unknown-message": "a piece or an end of a message that was never started",
  "unclosed-message": "a message that is never ended",
  "message-started-twice": "a message that is started again while it is open",
  "unknown-call": "arguments, an end or a result of a call that was never started",
  "unclosed-call": "a call whose arguments are never ended",
  "call-started-twice": "a call that is started again",
  "bad-arguments": "arguments of a call that are no JSON",
  "step-not-started": "a step that ends and was never started",
  "unclosed-step": "a step that is never ended",
  "unclosed-reasoning": "a stretch of reasoning that is never ended",
  "empty-delta": "a piece of a message without text",
  "unknown-parent": "a call of a message that is not there",
  "snapshot-mismatch": "a list of messages that differs from what was said",
  "delta-without-state": "a change of a state that was never given",
  "bad-patch": "a change of a state that cannot be made",
  "state-mismatch": "a state that differs from what the changes before it made",
  "unknown-event": "an event of a type that nobody knows",
  "bad-event": "an event that lacks a member or has one of the wrong type",
  "wrapped-event": "an event inside an event that repeats it",
} as const;

/** The names are promised: `seekline check` prints them, and programs may look for them. */
export type RuleName = keyof typeof ruleTitles;

/** A place where a rule does not hold. `message` is one sentence, and may quote the transcript. */
export interface Finding {
  readonly rule: RuleName;
  /** From 0; undefined: it is about the file as a whole. */
  readonly record: number | undefined;
  /** From 1. */
  readonly line: number | undefined;
  readonly message: string;
}
