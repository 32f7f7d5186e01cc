// Logs that the official client accepts, and that try everything it does to messages: ids that come again, calls with
// parents of every sort, lanes of chunks, snapshots in the middle, results that come late. What is open is followed, so that
// most logs break no rule; the test asks the client itself.

import { SeededRandom } from "./random.ts";
import type { Event, Tag } from "./randomPayloads.ts";
import { RandomPayloads, tagOf } from "./randomPayloads.ts";

export class RandomLog {
  readonly events: Event[] = [];
  readonly #random: SeededRandom;
  readonly #payloads: RandomPayloads;
  #count = 0;
  /** Within the run: what is open, and who owns what. */
  #open = { texts: new Set<string>(), calls: new Set<string>(), thoughts: new Set<string>(), spans: new Set<string>() };
  #owners = {
    message: new Map<string, Tag>(),
    call: new Map<string, Tag>(),
    activity: new Map<string, Tag>(),
    thought: new Map<string, Tag>(),
  };
  #lanes = new Map<Tag, { readonly sort: "texts" | "calls" | "thoughts"; readonly id: string }>();
  #steps = new Set<string>();
  #subagents = new Set<string>();

  constructor(seed: number, { size = 60 }: { readonly size?: number } = {}) {
    this.#random = new SeededRandom(seed);
    this.#payloads = new RandomPayloads(this.#random);
    const runs = 1 + this.#random.below(4);
    for (let run = 0; run < runs; run++) this.#run(this.#random.below(size), run === runs - 1);
  }

  #run(length: number, isLast: boolean): void {
    const random = this.#random;
    this.#open = { texts: new Set(), calls: new Set(), thoughts: new Set(), spans: new Set() };
    this.#owners = { message: new Map(), call: new Map(), activity: new Map(), thought: new Map() };
    this.#lanes = new Map();
    this.#steps = new Set();
    this.#subagents = new Set();
    if (this.events.length === 0 && random.chance(3)) this.#push({ type: "RUN_ERROR", message: "before all" });
    this.#start();
    for (let i = 0; i < length; i++) random.pick(actions)(this);
    if (isLast && random.chance(25)) return;
    if (random.chance(20)) this.#push({ type: "RUN_ERROR", message: this.#payloads.text() });
    else {
      this.#closeAll();
      this.#push({
        type: "RUN_FINISHED",
        threadId: "t",
        runId: "r",
        ...(random.chance(30) ? { outcome: null, result: null } : {}),
      });
      if (random.chance(10)) this.#push({ type: "RUN_ERROR", message: "late" });
    }
  }

  #start(): void {
    const random = this.#random;
    const input = {
      threadId: "t",
      runId: "r",
      messages: this.#payloads.wholeMessages(random.below(4)),
      tools: [],
      context: [],
    };
    const hasInput = random.chance(50);
    this.#push({ type: "RUN_STARTED", threadId: "t", runId: random.pick(["r", "r2"]), ...(hasInput ? { input } : {}) });
    if (hasInput) this.#own(input.messages, false);
  }

  #closeAll(): void {
    for (const lane of [...this.#lanes.keys()]) this.#closeLane(lane);
    for (const id of this.#open.texts) this.#push({ type: "TEXT_MESSAGE_END", messageId: id });
    for (const id of this.#open.calls) this.#push({ type: "TOOL_CALL_END", toolCallId: id });
    for (const id of this.#open.thoughts) this.#push({ type: "REASONING_MESSAGE_END", messageId: id });
    for (const id of this.#open.spans) this.#push({ type: "REASONING_END", messageId: id });
    for (const stepName of this.#steps) this.#push({ type: "STEP_FINISHED", stepName });
    for (const subagentRunId of this.#subagents) this.#push({ type: "SUBAGENT_FINISHED", subagentRunId });
  }

  /** An event that ends what its lane is assembling. */
  #plain(event: Event, tag: Tag): void {
    this.#closeLane(tag);
    this.#push({ ...event, ...tagOf(tag) });
  }

  #closeLane(tag: Tag): void {
    const lane = this.#lanes.get(tag);
    if (lane !== undefined) this.#open[lane.sort].delete(lane.id);
    this.#lanes.delete(tag);
  }

  #push(event: Event): void {
    const extra: Record<string, unknown> = {};
    if (this.#random.chance(15)) extra.timestamp = 1_700_000_000_000 + this.#count;
    if (this.#random.chance(5)) extra.rawEvent = this.#random.pick([null, { delta: "no", type: "TEXT_MESSAGE_END" }]);
    if (this.#random.chance(5)) extra.unknownMember = this.#payloads.value();
    if (this.#random.chance(15) && event.metadata === undefined) extra.metadata = this.#payloads.metadata();
    this.events.push({ ...event, ...extra });
    this.#count++;
  }

  /** A tag with which an event may go on with what somebody owns. */
  #tagFor(owners: ReadonlyMap<string, Tag>, id: string): Tag {
    if (!owners.has(id)) return this.#payloads.tag();
    return this.#random.chance(50) ? owners.get(id) : undefined;
  }

  #claim(owners: Map<string, Tag>, id: string, tag: Tag): void {
    if (!owners.has(id)) owners.set(id, tag);
  }

  openText(): void {
    const messageId = this.#payloads.messageId();
    if (this.#open.texts.has(messageId)) return;
    const tag = this.#tagFor(this.#owners.message, messageId);
    this.#claim(this.#owners.message, messageId, tag);
    const role = this.#random.chance(60)
      ? { role: this.#random.pick(["assistant", "user", "system", "developer"]) }
      : {};
    const name = this.#random.chance(15) ? { name: this.#payloads.text() } : {};
    this.#plain({ type: "TEXT_MESSAGE_START", messageId, ...role, ...name }, tag);
    this.#open.texts.add(messageId);
  }

  text(): void {
    const messageId = this.#random.maybePick(this.#open.texts);
    if (messageId === undefined) {
      this.openText();
      return;
    }
    const tag = this.#tagFor(this.#owners.message, messageId);
    this.#closeLane(tag);
    if (!this.#open.texts.has(messageId)) return;
    this.#plain({ type: "TEXT_MESSAGE_CONTENT", messageId, delta: this.#payloads.text() }, tag);
  }

  endText(): void {
    const messageId = this.#random.maybePick(this.#open.texts);
    if (messageId === undefined) return;
    const tag = this.#tagFor(this.#owners.message, messageId);
    this.#closeLane(tag);
    if (!this.#open.texts.delete(messageId)) return;
    this.#plain({ type: "TEXT_MESSAGE_END", messageId }, tag);
  }

  openCall(): void {
    const toolCallId = this.#payloads.callId();
    if (this.#open.calls.has(toolCallId)) return;
    const parent = this.#random.pick([
      undefined,
      null,
      "",
      ...this.#payloads.messageIds.slice(-6),
      "unheard",
      toolCallId,
    ]);
    const owner = parent === undefined || parent === null ? undefined : this.#owners.message.get(parent);
    const isOwned = parent !== undefined && parent !== null && this.#owners.message.has(parent);
    if (isOwned && this.#owners.call.has(toolCallId) && this.#owners.call.get(toolCallId) !== owner) return;
    let tag = isOwned ? this.#random.pick([owner, undefined]) : this.#tagFor(this.#owners.call, toolCallId);
    if (this.#owners.call.has(toolCallId) && tag !== this.#owners.call.get(toolCallId)) tag = undefined;
    this.#claim(this.#owners.call, toolCallId, tag ?? owner);
    const parentMessageId = parent === undefined ? {} : { parentMessageId: parent };
    const toolCallName = this.#random.pick(["search", "read", 'odd "name"']);
    this.#plain({ type: "TOOL_CALL_START", toolCallId, toolCallName, ...parentMessageId }, tag);
    this.#open.calls.add(toolCallId);
  }

  arguments(): void {
    const toolCallId = this.#random.maybePick(this.#open.calls);
    if (toolCallId === undefined) {
      this.openCall();
      return;
    }
    const tag = this.#tagFor(this.#owners.call, toolCallId);
    this.#closeLane(tag);
    if (!this.#open.calls.has(toolCallId)) return;
    this.#plain({ type: "TOOL_CALL_ARGS", toolCallId, delta: this.#payloads.text() }, tag);
  }

  endCall(): void {
    const toolCallId = this.#random.maybePick(this.#open.calls);
    if (toolCallId === undefined) return;
    const tag = this.#tagFor(this.#owners.call, toolCallId);
    this.#closeLane(tag);
    if (!this.#open.calls.delete(toolCallId)) return;
    this.#plain({ type: "TOOL_CALL_END", toolCallId }, tag);
  }

  result(): void {
    const messageId = this.#payloads.messageId();
    const tag = this.#payloads.tag();
    this.#owners.message.set(messageId, tag);
    this.#payloads.resultIds.add(messageId);
    const content = this.#random.chance(70) ? this.#payloads.text() : this.#payloads.parts(true);
    const role = this.#random.chance(50) ? { role: "tool" } : {};
    const toolCallId = this.#random.maybePick(this.#payloads.callIds.slice(-5)) ?? "unheard";
    this.#plain({ type: "TOOL_CALL_RESULT", messageId, toolCallId, content, ...role }, tag);
  }

  span(): void {
    const messageId = this.#payloads.messageId();
    if (this.#open.spans.has(messageId)) {
      this.#plain({ type: "REASONING_END", messageId }, undefined);
      this.#open.spans.delete(messageId);
      return;
    }
    if (this.#owners.thought.has(messageId)) return;
    this.#owners.thought.set(messageId, undefined);
    this.#plain({ type: "REASONING_START", messageId }, undefined);
    this.#open.spans.add(messageId);
  }

  think(): void {
    const messageId = this.#random.maybePick(this.#open.thoughts);
    if (messageId !== undefined && this.#random.chance(75)) {
      const tag = this.#tagFor(this.#owners.thought, messageId);
      this.#closeLane(tag);
      if (!this.#open.thoughts.has(messageId)) return;
      if (this.#random.chance(80))
        this.#plain({ type: "REASONING_MESSAGE_CONTENT", messageId, delta: this.#payloads.text() }, tag);
      else {
        this.#plain({ type: "REASONING_MESSAGE_END", messageId }, tag);
        this.#open.thoughts.delete(messageId);
      }
      return;
    }
    const id = this.#payloads.messageId();
    if (this.#open.thoughts.has(id)) return;
    const tag = this.#tagFor(this.#owners.thought, id);
    this.#claim(this.#owners.thought, id, tag);
    this.#plain({ type: "REASONING_MESSAGE_START", messageId: id, role: "reasoning" }, tag);
    this.#open.thoughts.add(id);
  }

  encrypt(): void {
    const isCall = this.#random.chance(40);
    const ids = isCall ? this.#payloads.callIds : this.#payloads.messageIds;
    const entityId = this.#random.maybePick(ids) ?? "unheard";
    const encryptedValue = this.#payloads.text();
    this.#push({
      type: "REASONING_ENCRYPTED_VALUE",
      subtype: isCall ? "tool-call" : "message",
      entityId,
      encryptedValue,
    });
  }

  chunk(): void {
    const tag = this.#payloads.tag();
    const lane = this.#lanes.get(tag);
    const sort = this.#random.pick(["texts", "calls", "thoughts"] as const);
    const delta = this.#random.chance(85) ? { delta: this.#payloads.text() } : {};
    const kind = { texts: "TEXT_MESSAGE_CHUNK", calls: "TOOL_CALL_CHUNK", thoughts: "REASONING_MESSAGE_CHUNK" }[sort];
    if (lane?.sort === sort && this.#random.chance(75)) {
      const idMember = sort === "calls" ? { toolCallId: lane.id } : { messageId: lane.id };
      // Without id and tag it may be ambiguous, so the tag stays.
      this.#push({ type: kind, ...(this.#random.chance(40) ? idMember : {}), ...delta, ...tagOf(tag) });
      return;
    }
    const id = sort === "calls" ? this.#payloads.callId() : this.#payloads.messageId();
    const owners = { texts: this.#owners.message, calls: this.#owners.call, thoughts: this.#owners.thought }[sort];
    const isTaken =
      this.#open[sort].has(id) || [...this.#lanes.values()].some((open) => open.sort === sort && open.id === id);
    if (isTaken || (owners.has(id) && owners.get(id) !== tag)) return;
    this.#closeLane(tag);
    this.#claim(owners, id, tag);
    this.#lanes.set(tag, { sort, id });
    this.#open[sort].add(id);
    const members = sort === "calls" ? { toolCallId: id, toolCallName: "chunked" } : { messageId: id };
    const role = sort === "texts" && this.#random.chance(40) ? { role: this.#random.pick(["assistant", "user"]) } : {};
    this.#push({ type: kind, ...members, ...role, ...delta, ...tagOf(tag) });
  }

  activity(): void {
    const messageId = this.#payloads.messageId();
    const tag = this.#payloads.tag();
    const replace = this.#random.pick([{}, { replace: true }, { replace: false }]);
    if (!this.#owners.activity.has(messageId) || !("replace" in replace) || replace.replace) {
      this.#owners.activity.set(messageId, tag);
    }
    const content = this.#random.pick<Event>([{}, { steps: [], n: 1 }, { "a/b": { "~": [1] } }, { __proto__x: 1 }]);
    const activityType = this.#payloads.activityType(messageId);
    this.#push({ type: "ACTIVITY_SNAPSHOT", messageId, activityType, content, ...replace, ...tagOf(tag) });
  }

  patchActivity(): void {
    const messageId = this.#random.maybePick(this.#owners.activity.keys()) ?? this.#payloads.messageId();
    const activityType = this.#payloads.activityType(messageId);
    this.#push({ type: "ACTIVITY_DELTA", messageId, activityType, patch: this.#payloads.patch() });
  }

  state(): void {
    const tag = this.#payloads.tag();
    if (this.#random.chance(70)) this.#plain({ type: "STATE_DELTA", delta: this.#payloads.patch() }, tag);
    else this.#plain({ type: "STATE_SNAPSHOT", snapshot: this.#payloads.stateValue() }, tag);
  }

  snapshot(): void {
    for (const lane of [...this.#lanes.keys()]) this.#closeLane(lane);
    const messages = this.#payloads.wholeMessages(this.#random.below(6));
    const scope = this.#random.pick([undefined, undefined, null, ["PLAN", "DONE"], ["SEARCH", "FOUND"], [], 5]);
    const metadata =
      scope === undefined ? {} : { metadata: { "@ag-ui/client": { authoritativeActivityTypes: scope } } };
    this.#push({ type: "MESSAGES_SNAPSHOT", messages, ...metadata });
    this.#own(messages, true);
  }

  /** The client takes the owners of messages that it is given whole. */
  #own(messages: readonly Event[], isAuthoritative: boolean): void {
    for (const { id, role, subagentRunId, toolCalls } of messages) {
      const tag = typeof subagentRunId === "string" ? subagentRunId : undefined;
      const { message, call, activity, thought } = this.#owners;
      const owners = role === "reasoning" ? thought : role === "activity" ? activity : message;
      if (typeof id === "string" && (isAuthoritative || !owners.has(id))) owners.set(id, tag);
      for (const one of Array.isArray(toolCalls) ? toolCalls : []) {
        if (isAuthoritative || !call.has(one.id)) call.set(one.id, tag);
      }
    }
  }

  step(): void {
    const stepName = this.#random.pick(["plan", "act"]);
    this.#plain({ type: this.#steps.has(stepName) ? "STEP_FINISHED" : "STEP_STARTED", stepName }, undefined);
    if (!this.#steps.delete(stepName)) this.#steps.add(stepName);
  }

  subagent(): void {
    const active = this.#random.maybePick(this.#subagents);
    if (active !== undefined && this.#random.chance(50)) {
      this.#closeLane(active);
      this.#subagents.delete(active);
      const end = this.#random.pick([
        { type: "SUBAGENT_FINISHED", result: null },
        { type: "SUBAGENT_ERROR", message: "no" },
      ]);
      this.#push({ ...end, subagentRunId: active });
      return;
    }
    const subagentRunId = `a${this.#count}`;
    const parent = active === undefined ? {} : { parentSubagentRunId: active };
    this.#push({ type: "SUBAGENT_STARTED", subagentRunId, name: "helper", ...parent });
    this.#subagents.add(subagentRunId);
  }

  other(): void {
    const kind = this.#random.pick(["RAW", "CUSTOM", "META", "USAGE_METADATA"]);
    if (kind === "RAW") this.#push({ type: kind, event: this.#payloads.value(), source: "lang" });
    else if (kind === "CUSTOM")
      this.#plain({ type: kind, name: "n", value: this.#payloads.value() }, this.#payloads.tag());
    else this.#push({ type: kind, payload: { type: "RUN_STARTED", delta: this.#payloads.text() } });
  }
}

const actions: readonly ((log: RandomLog) => void)[] = [
  ...Array.from({ length: 8 }, () => (log: RandomLog) => log.text()),
  ...Array.from({ length: 5 }, () => (log: RandomLog) => log.chunk()),
  ...Array.from({ length: 4 }, () => (log: RandomLog) => log.arguments()),
  ...Array.from({ length: 3 }, () => (log: RandomLog) => log.think()),
  ...Array.from({ length: 3 }, () => (log: RandomLog) => log.result()),
  ...Array.from({ length: 2 }, () => (log: RandomLog) => log.openText()),
  ...Array.from({ length: 2 }, () => (log: RandomLog) => log.openCall()),
  ...Array.from({ length: 2 }, () => (log: RandomLog) => log.activity()),
  ...Array.from({ length: 3 }, () => (log: RandomLog) => log.patchActivity()),
  ...Array.from({ length: 3 }, () => (log: RandomLog) => log.state()),
  (log) => log.endText(),
  (log) => log.endCall(),
  (log) => log.span(),
  (log) => log.encrypt(),
  (log) => log.snapshot(),
  (log) => log.step(),
  (log) => log.subagent(),
  (log) => log.other(),
];
