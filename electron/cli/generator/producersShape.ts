// Thousands of short AG-UI logs one behind the other, as many programs write them. Each program has an order of members, spaces,
// ids, times and members of its own: what one line tells about the shape of the next holds only until its log ends.

import { Identifiers } from "./identifiers.ts";
import type { LogWriter } from "./logWriter.ts";
import type { Random } from "./random.ts";
import { makeRawEvents } from "./rawEvents.ts";
import type { Conversation, Shape } from "./shape.ts";
import { makeToolCalls, type ToolCallText } from "./toolCalls.ts";
import { makeFragments } from "./words.ts";

const producerCount = 64;
/** Logs that are written before a pause: some hundred KB. */
const logsAtOnce = 10;
const startTime = Date.UTC(2026, 5, 1, 6);

/** A member of an event: its name, and its value as JSON spells it. */
type Member = readonly [name: string, value: string];

/** How one program writes. */
interface Producer {
  readonly order: "type-first" | "type-last" | "alphabetic";
  /** Behind a colon and behind a comma. */
  readonly space: "" | " ";
  readonly makeId: () => string;
  readonly timed: boolean;
  /** The same in all of its events. */
  readonly members: readonly Member[];
  /** The event of the program's own that it made this one of, as some integrations pass it on. */
  readonly original: string | undefined;
  /** Fragments of text in one event. */
  readonly fragments: number;
}

export const producersShape: Shape = function* ({ log, random, bytes }) {
  const ids = new Identifiers(random);
  const fragments = makeFragments(random, 1024);
  const calls = makeToolCalls(random, 128);
  const originals = makeRawEvents(random, ids, producerCount);
  const producers = originals.map((original) => makeProducer(random, ids, original));
  const sum = { runs: 0, messages: 0, toolCalls: 0 };
  let time = startTime;
  do {
    for (let left = logsAtOnce; left > 0; left--) {
      const producer = random.pick(producers);
      const event = (type: string, ...members: readonly Member[]): void => {
        time += random.between(1, 90);
        if (producer.timed) log.noteTime(time);
        writeEvent(log, producer, type, producer.timed ? [...members, ["timestamp", String(time)]] : members);
      };
      const text = (): string => Array.from({ length: producer.fragments }, () => random.pick(fragments)).join("");
      writeRun({ event, text, random, makeId: () => quoted(producer.makeId()), call: () => random.pick(calls) }, sum);
    }
    yield;
  } while (log.bytes < bytes);
  return sum;
};

function makeProducer(random: Random, ids: Identifiers, original: string): Producer {
  const prefix = random.pick(["", "msg_", "run-", "lc_run--"]);
  const named: readonly Member[] = [
    ["source", quoted(`service-${random.below(40)}`)],
    ["agentName", quoted(random.pick(["planner", "weather", "writer", "reviewer"]))],
    ["protocolVersion", quoted(`1.${random.below(9)}`)],
    ["attempt", String(random.below(3))],
  ];
  return {
    order: random.pick(["type-first", "type-first", "type-last", "alphabetic"]),
    space: random.oneIn(3) ? " " : "",
    makeId: () => prefix + ids.next(),
    timed: !random.oneIn(4),
    members: named.slice(0, random.below(named.length + 1)),
    original: random.oneIn(10) ? original : undefined,
    fragments: random.pick([1, 1, 2, 4, 12]),
  };
}

function writeEvent(log: LogWriter, producer: Producer, type: string, members: readonly Member[]): void {
  const { order, space, original } = producer;
  const raw: readonly Member[] = original === undefined ? [] : [["rawEvent", original]];
  const others = [...members, ...producer.members, ...raw];
  const kind: Member = ["type", quoted(type)];
  const all = order === "type-last" ? [...others, kind] : [kind, ...others];
  if (order === "alphabetic") all.sort(([a], [b]) => (a < b ? -1 : 1));
  log.record(type, `{${all.map(([name, value]) => `"${name}":${space}${value}`).join(`,${space}`)}}`);
}

/** What a run is told with. */
interface Teller {
  readonly event: (type: string, ...members: readonly Member[]) => void;
  readonly text: () => string;
  readonly random: Random;
  readonly makeId: () => string;
  readonly call: () => ToolCallText;
}

/** One log: a run with a few messages and calls. */
function writeRun(
  { event, text, random, makeId, call }: Teller,
  sum: { -readonly [Part in keyof Conversation]: Conversation[Part] },
): void {
  const run: readonly Member[] = [
    ["threadId", makeId()],
    ["runId", makeId()],
  ];
  event("RUN_STARTED", ...run);
  sum.runs++;
  for (let left = random.between(1, 4); left > 0; left--) {
    const message: Member = ["messageId", makeId()];
    event("TEXT_MESSAGE_START", message, ["role", quoted("assistant")]);
    for (let more = random.between(5, 40); more > 0; more--) {
      event("TEXT_MESSAGE_CONTENT", message, ["delta", quoted(text())]);
    }
    event("TEXT_MESSAGE_END", message);
    sum.messages++;
    if (random.oneIn(2)) continue;
    const { name, pieces, result } = call();
    const toolCall: Member = ["toolCallId", makeId()];
    event("TOOL_CALL_START", toolCall, ["toolCallName", quoted(name)], ["parentMessageId", message[1]]);
    for (const piece of pieces) event("TOOL_CALL_ARGS", toolCall, ["delta", quoted(piece)]);
    event("TOOL_CALL_END", toolCall);
    event("TOOL_CALL_RESULT", ["messageId", makeId()], toolCall, ["content", quoted(result)], ["role", quoted("tool")]);
    sum.messages++;
    sum.toolCalls++;
  }
  event("RUN_FINISHED", ...run);
}

/** Between quotes: what is given has no need of escapes, or has them. */
function quoted(text: string): string {
  return `"${text}"`;
}
