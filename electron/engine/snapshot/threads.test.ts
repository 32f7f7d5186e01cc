// Several threads in one log are several conversations: each is read as if its events stood alone.

import { describe, expect, it } from "vitest";
import type { ThreadList } from "../../../shared/threads.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { listThreads } from "./listThreads.ts";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { SeededRandom } from "./testing/random.ts";
import { RandomLog } from "./testing/randomLog.ts";
import type { Event } from "./testing/randomPayloads.ts";

const names = ["first", "second", "th\u00edrd"];

const start = (threadId: string, runId = threadId) => ({ type: "RUN_STARTED", threadId, runId });
const end = (threadId: string, runId = threadId) => ({ type: "RUN_FINISHED", threadId, runId });
const text = (messageId: string, delta: string): readonly Event[] => [
  { type: "TEXT_MESSAGE_START", messageId },
  { type: "TEXT_MESSAGE_CONTENT", messageId, delta },
  { type: "TEXT_MESSAGE_END", messageId },
];

async function threadsOf(log: string): Promise<ThreadList> {
  const source = createMemorySource(log);
  const listed = await listThreads(source, source.size, [], new AbortController().signal);
  if (!listed.ok) throw new Error(listed.failure.code);
  return listed.value;
}

/** The events of a random log, as those of a thread. */
function threadEvents(seed: number, threadId: string): readonly Event[] {
  const { events } = new RandomLog(seed, { size: 30 });
  const begin = events.findIndex(({ type }) => type === "RUN_STARTED");
  return events.slice(begin).map((event) => (event.threadId === undefined ? event : { ...event, threadId }));
}

/** Cut in front of every start of a run. */
function runsOf(events: readonly Event[]): readonly (readonly Event[])[] {
  const runs: Event[][] = [];
  for (const event of events) {
    if (event.type === "RUN_STARTED") runs.push([]);
    runs.at(-1)?.push(event);
  }
  return runs;
}

/** Merges lists in a random order that leaves each list's own as it is. */
function merged<Item>(random: SeededRandom, lists: readonly (readonly Item[])[]): readonly Item[] {
  const left = lists.map((list) => [...list]);
  const all: Item[] = [];
  for (;;) {
    const next = random.maybePick(left.filter((list) => list.length > 0))?.shift();
    if (next === undefined) return all;
    all.push(next);
  }
}

async function expectAlone(log: string, thread: string, alone: readonly Event[], seed: number): Promise<void> {
  const [one, own] = [await compact(log, { thread }), await compact(logText(alone))];
  const [again, expected] = [await replay(one.text), await replay(own.text)];
  expect([seed, thread, again.error]).toEqual([seed, thread, undefined]);
  expect({ seed, messages: again.messages }).toEqual({ seed, messages: expected.messages });
  expect({ seed, state: again.state }).toEqual({ seed, state: expected.state });
  const original = await replay(logText(alone));
  if (original.error !== undefined) return;
  expect({ seed, messages: again.messages, state: again.state }).toEqual({
    seed,
    messages: original.messages,
    state: original.state,
  });
}

describe("a log of one thread", () => {
  it("is one, whatever threads records name that are no events", async () => {
    const other = { type: "thread.started", thread_id: "another" };
    const log = [other, start("t"), ...text("m", "Roses."), other, end("t")];
    expect(await threadsOf(logText(log))).toMatchObject({ first: [{ id: "t", runs: 1 }], total: 1 });
    for (const thread of [undefined, "t"]) {
      const { text: written } = await messagesOf(logText(log), false, thread);
      expect(JSON.parse(written)).toMatchObject([{ id: "m", content: "Roses." }]);
    }
  });
});

describe("a log of several threads", () => {
  it("gives each thread's conversation where runs follow each other", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const threads = names.map((name, at) => threadEvents(3 * seed + at, name));
      const log = logText(merged(new SeededRandom(seed), threads.map(runsOf)).flat(), seed);
      for (const [at, name] of names.entries()) await expectAlone(log, name, threads[at] ?? [], seed);
    }
  });

  it("gives each thread's conversation where its events are mixed and name it", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const threads = names.map((name, at) => threadEvents(3 * seed + at, name));
      const named = threads.map((events, at) => events.map((event) => ({ ...event, threadId: names[at] })));
      const log = logText(merged(new SeededRandom(seed), named));
      for (const [at, name] of names.entries()) await expectAlone(log, name, threads[at] ?? [], seed);
    }
  });

  it("takes an event that names its run for one of that run's thread, others for the run that started last", async () => {
    const log = logText([
      start("a", "r1"),
      { type: "STATE_SNAPSHOT", snapshot: { a: 1 } },
      start("b", "r2"),
      ...text("m", "of b"),
      ...text("m", "of a").map((event) => ({ ...event, run_id: "r1" })),
      end("b", "r2"),
      { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: " still" },
      end("a", "r1"),
    ]);
    expect(JSON.parse((await messagesOf(log, false, "a")).text)).toEqual([
      { id: "m", role: "assistant", content: "of a" },
    ]);
    expect(JSON.parse((await messagesOf(log, false, "b")).text)).toEqual([
      { id: "m", role: "assistant", content: "of b still" },
    ]);
    expect((await compact(log, { thread: "b" })).text).not.toContain("STATE");
  });

  it("tells pieces apart that differ in nothing but their thread", async () => {
    const begin = names.flatMap((name) => [
      start(name),
      { type: "TEXT_MESSAGE_CHUNK", threadId: name, messageId: "m" },
    ]);
    const pieces = Array.from({ length: 300 }, (_, at) => ({
      type: "TEXT_MESSAGE_CHUNK",
      threadId: names[at % names.length],
      delta: `${at} `,
    }));
    const log = logText([...begin, ...pieces]);
    for (const [at, name] of names.entries()) {
      const content = pieces.filter((_, piece) => piece % names.length === at).map(({ delta }) => delta);
      expect(JSON.parse((await messagesOf(log, false, name)).text)).toEqual([
        { id: "m", role: "assistant", content: content.join("") },
      ]);
    }
  });

  it("counts what comes before any thread is named to the first one", async () => {
    const log = logText([...text("m", "early"), start("a"), end("a"), start("b"), ...text("m", "b"), end("b")]);
    expect(JSON.parse((await messagesOf(log, false, "a")).text)).toMatchObject([{ content: "early" }]);
    expect(JSON.parse((await messagesOf(log, false, "b")).text)).toMatchObject([{ content: "b" }]);
    expect((await threadsOf(log)).first).toEqual([
      { id: "a", records: 5, runs: 1 },
      { id: "b", records: 5, runs: 1 },
    ]);
  });

  it("is not exported as if it were one conversation", async () => {
    const log = logText([start("a"), ...text("m", "x"), end("a"), start("b"), end("b")]);
    await expect(compact(log)).rejects.toThrow("several-threads");
    await expect(messagesOf(log)).rejects.toThrow("several-threads");
    await expect(compact(log, { thread: "c" })).rejects.toThrow("no-such-thread");
    // Where the filter leaves one thread only, there is nothing to choose.
    const { text: onlyA } = await compact(log, { accepts: (record) => record < 5 });
    expect(onlyA).toBe((await compact(log, { thread: "a" })).text);
  });

  it("goes on with the thread before when a start names none", async () => {
    const log = logText([start("a"), end("a"), { type: "RUN_STARTED", runId: "r2" }, ...text("m", "x")]);
    expect((await threadsOf(log)).first).toEqual([{ id: "a", records: 6, runs: 2 }]);
    expect(JSON.parse((await messagesOf(log)).text)).toMatchObject([{ content: "x" }]);
  });

  it("is read again from its start where too many events stay to be noted", async () => {
    const many = 800_000;
    const lines = [JSON.stringify(start("a")), JSON.stringify(start("b"))];
    for (let i = 0; i < many; i++) lines.push(i % 2 === 0 ? '{"type":"A","threadId":"a"}' : '{"type":"B"}');
    lines.push(JSON.stringify(end("a")), JSON.stringify(end("b")));
    const { summary, text: ofA } = await compact(lines.join("\n"), { thread: "a" });
    expect(summary.recordsOut).toBe(many / 2 + 2);
    expect(ofA).not.toContain('"B"');
  });
});

describe("the list of threads", () => {
  it("names the first hundred and counts all", async () => {
    const ids = Array.from({ length: 250 }, (_, at) => `t${at}`);
    const list = await threadsOf(logText(ids.flatMap((id) => [start(id), end(id)])));
    expect(list).toMatchObject({ total: 250, isTotalExact: true });
    expect(list.first).toEqual(ids.slice(0, 100).map((id) => ({ id, records: 2, runs: 1 })));
  });

  it("says that there are at least so many when they are more than can be told apart", async () => {
    const lines = Array.from({ length: 70_000 }, (_, at) => `{"type":"RUN_STARTED","threadId":"${at}","runId":"r"}`);
    const list = await threadsOf(lines.join("\n"));
    expect(list).toMatchObject({ total: 65_537, isTotalExact: false });
    const { text: last } = await compact(lines.join("\n"), { thread: "69999" });
    expect(last).toBe(`${lines.at(-1)}\n`);
  });

  it("is empty where no event names a thread", async () => {
    expect(await threadsOf(logText(text("m", "x")))).toEqual({ first: [], total: 0, isTotalExact: true });
    await expect(compact(logText(text("m", "x")), { thread: "t" })).rejects.toThrow("no-such-thread");
  });
});

it("says where runs of several threads were open at once and events say of neither whose they are", async () => {
  const mixed =
    "runs of several threads were open at once: events in it that name no thread were read as of the run that started last";
  const reasonsOf = async (events: readonly Event[], thread: string) => {
    const { summary } = await compact(logText(events), { thread });
    return summary.mended.first.filter(({ reason }) => reason.includes(mixed)).map(({ line }) => line);
  };
  const inEachOther = [start("a"), start("b"), ...text("m", "whose?"), end("a"), end("b")];
  expect(await reasonsOf(inEachOther, "a")).toEqual([6]);
  expect(await reasonsOf(inEachOther, "b")).toEqual([6]);
  const within = [start("a"), start("b"), ...text("m", "of b"), end("b"), ...text("m", "of a"), end("a")];
  expect(await reasonsOf(within, "b")).toEqual([10]);
  // A run that never ends is followed by others, and what names its thread is nobody else's.
  const crashed = [start("a"), ...text("m", "of a"), start("b"), ...text("m", "of b"), end("b")];
  const named = inEachOther.map((event) => ("threadId" in event ? event : { ...event, threadId: "a" }));
  const after = [...crashed, start("a", "again"), ...text("n", "more"), end("a", "again")];
  const other = [...inEachOther, start("c"), ...text("m", "of c"), end("c")];
  for (const [events, thread] of [
    [crashed, "a"],
    [crashed, "b"],
    [named, "a"],
    [after, "a"],
    [other, "c"],
  ] as const) {
    expect(await reasonsOf(events, thread)).toEqual([]);
  }
});
