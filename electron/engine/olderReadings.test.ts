import fs from "node:fs";
import path from "node:path";
import type { MockInstance } from "vitest";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationState } from "../../shared/conversation.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { forgetWarnings, warnings } from "./environment/warnings.ts";
import { HeldConversation } from "./handlers/heldConversation.ts";
import { ShownConversation } from "./items/shownConversation.ts";
import { OlderReadings } from "./olderReadings.ts";
import { openTranscript } from "./session.ts";
import { SourceError } from "./source/fileSource.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();
const opened: Transcript[] = [];
afterEach(() => {
  for (const transcript of opened.splice(0)) transcript.close();
});

/** Three records of a run, the first of them a prompt. */
function run(n: number): string {
  const [threadId, runId] = ["thread", `run-${n}`];
  const messages = [{ id: `prompt-${n}`, role: "user", content: `Question ${n}` }];
  const input = { threadId, runId, messages, tools: [], context: [], state: {}, forwardedProps: {} };
  return [
    { type: "RUN_STARTED", threadId, runId, input, timestamp: 3 * n },
    { type: "TEXT_MESSAGE_CHUNK", messageId: `message-${n}`, role: "assistant", delta: "text", timestamp: 3 * n + 1 },
    { type: "RUN_FINISHED", threadId, runId, timestamp: 3 * n + 2 },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join("");
}
const runs = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => run(from + n)).join("");
/** Taken as it is, and not waited for, since it begins nothing that could end. */
const torn = "x";

async function tornLog(): Promise<{ readonly file: string; readonly transcript: Transcript }> {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, runs(0, 10) + torn);
  const result = await openTranscript(file, { follow: true });
  if (!result.ok) throw new Error(result.failure.code);
  opened.push(result.value);
  await result.value.whenIndexed();
  forgetWarnings();
  return { file, transcript: result.value };
}

/** The last line was not at its end, so all is read in another way. */
async function readAnew(file: string, transcript: Transcript, text = `\n${runs(10, 20)}`): Promise<void> {
  const { source } = transcript;
  fs.appendFileSync(file, text);
  await vi.waitUntil(() => transcript.source !== source, { interval: 5, timeout: longestWaitMs });
  await transcript.whenIndexed();
}

describe("readings that were given up", () => {
  function reading(name: string, closed: string[], isLookedAt = () => false) {
    return { isLookedAt, index: { close: () => void closed.push(name) } };
  }

  it("are closed when no work goes on that began in their time, and not before", () => {
    const older = new OlderReadings<ReturnType<typeof reading>>();
    const closed: string[] = [];
    const [first, second] = [older.hold(), older.hold()];
    older.add(reading("a", closed));
    const later = older.hold();
    first();
    first();
    expect(closed).toEqual([]);
    second();
    expect(closed).toEqual(["a"]);
    older.add(reading("b", closed));
    expect(closed).toEqual(["a"]);
    later();
    expect(closed).toEqual(["a", "b"]);
    older.add(reading("c", closed));
    expect(closed).toEqual(["a", "b", "c"]);
  });

  it("are closed when none of their views is open any more", () => {
    const older = new OlderReadings<ReturnType<typeof reading>>();
    const closed: string[] = [];
    let isLookedAt = true;
    older.add(reading("a", closed, () => isLookedAt));
    older.hold()();
    expect(closed).toEqual([]);
    isLookedAt = false;
    older.closeUnused();
    older.closeUnused();
    expect(closed).toEqual(["a"]);
  });

  it("are closed when the work is done that needs this one, whatever needs another", () => {
    const older = new OlderReadings<ReturnType<typeof reading>>();
    const closed: string[] = [];
    const [one, other] = [reading("a", closed), reading("b", closed)];
    const release = older.hold(one);
    older.add(other);
    expect(closed).toEqual(["b"]);
    older.add(one);
    expect(closed).toEqual(["b"]);
    release();
    expect(closed).toEqual(["b", "a"]);
  });

  it("are their taker's to close", () => {
    const older = new OlderReadings<ReturnType<typeof reading>>();
    const closed: string[] = [];
    const release = older.hold();
    const one = reading("a", closed);
    older.add(one);
    expect(older.takeAll()).toEqual([one]);
    release();
    expect(closed).toEqual([]);
  });
});

it("a log that is read anew can be read on as it was until work that holds it is done", async () => {
  const given = vi.spyOn(OlderReadings.prototype, "add");
  const { file, transcript } = await tornLog();
  const release = transcript.hold();
  await readAnew(file, transcript);
  const older = given.mock.calls[0]?.[0];
  if (older === undefined) throw new Error("no reading was given up");
  const close = vi.spyOn(older.index, "close");
  transcript.hold()();
  transcript.steady()();
  expect(close).not.toHaveBeenCalled();
  release();
  expect(close).toHaveBeenCalledOnce();
  expect(warnings()).toEqual([]);
});

describe("a conversation of a log that is read anew again and again, since its last line goes on", () => {
  /** Asks for the conversation, as a page does; `meanwhile` comes while it is read. */
  function ask(conversation: HeldConversation, meanwhile: () => Promise<void>): Promise<Result<ConversationState>> {
    const { signal } = new AbortController();
    return conversation.find(
      () => conversation.newest,
      signal,
      async (shown) => {
        const read = shown.whenReadOn(() => undefined);
        await meanwhile();
        await read;
        await shown.prepare({ marks: [] }, () => undefined);
        conversation.show(shown);
        return succeed(shown.state);
      },
    );
  }

  it("is read to its end each time, given as it was, and then read as the log is", async () => {
    const { file, transcript } = await tornLog();
    const conversation = new HeldConversation(transcript);
    for (let n = 10; n < 30; n += 10) {
      const found = await ask(conversation, () => readAnew(file, transcript, `\n${runs(n, n + 10)}${torn}`));
      if (!found.ok) throw new Error(found.failure.code);
      expect(found.value.complete).toBe(true);
      expect(found.value.prompts).toBeGreaterThanOrEqual(n);
      expect(found.value.bytesRead).toBeLessThan(found.value.bytes);
      // What is shown can be read meanwhile, though nothing else holds the reading that it is of.
      const [first] = (await conversation.current?.items(0, 1)) ?? [];
      expect(JSON.stringify(first)).toContain("Question 0");
    }
    const found = await ask(conversation, async () => {});
    expect(found).toMatchObject({ ok: true, value: { complete: true, prompts: 30 } });
    if (found.ok) expect(found.value.bytesRead).toBe(found.value.bytes);
    expect(warnings()).toEqual([]);
    conversation.close();
  });

  it("is not begun anew while it is read", async () => {
    const { file, transcript } = await tornLog();
    const conversation = new HeldConversation(transcript);
    const { newest } = conversation;
    const isReading = vi.spyOn(ShownConversation.prototype, "isReading", "get").mockReturnValue(true);
    await readAnew(file, transcript);
    expect([conversation.newest, conversation.shown, conversation.latest, conversation.current]).toEqual(
      Array.from({ length: 4 }, () => newest),
    );
    isReading.mockReturnValue(false);
    // Nobody has read it.
    expect(conversation.current).toBe(newest);
    expect(conversation.shown).not.toBe(newest);
    conversation.close();
  });

  it("holds the reading that it is of, and no other", async () => {
    const closings: MockInstance[] = [];
    const { add } = OlderReadings.prototype;
    vi.spyOn(OlderReadings.prototype, "add").mockImplementation(function (this: OlderReadings, reading) {
      closings.push(vi.spyOn(reading.index, "close"));
      add.call(this, reading);
    });
    const closed = (): readonly number[] => closings.map(({ mock }) => mock.calls.length);
    const { file, transcript } = await tornLog();
    const conversation = new HeldConversation(transcript);
    await ask(conversation, async () => {});
    await readAnew(file, transcript, `\n${runs(10, 20)}${torn}`);
    await readAnew(file, transcript, `\n${runs(20, 30)}${torn}`);
    expect(closed()).toEqual([0, 1]);
    await ask(conversation, async () => {});
    expect(closed()).toEqual([1, 1]);
    conversation.close();
  });
});

it("nobody waits for a conversation of a reading that was given up", async () => {
  const { file, transcript } = await tornLog();
  const conversation = new HeldConversation(transcript);
  const { shown } = conversation;
  const failed = shown
    .whenRead(() => undefined)
    .then(
      () => "read",
      () => "given up",
    );
  shown.giveUp();
  expect(await failed).toBe("given up");
  await readAnew(file, transcript);
  const now = conversation.shown;
  expect(now).not.toBe(shown);
  await now.whenRead(() => undefined);
  conversation.close();
});

it("tells a failure of the conversation as the transcript is read now", async () => {
  const { transcript } = await tornLog();
  const conversation = new HeldConversation(transcript);
  const { signal } = new AbortController();
  const refused = new SourceError({ code: "source-changed", name: "log.jsonl", change: "rewritten" });
  await expect(
    conversation.find(
      () => conversation.shown,
      signal,
      () => Promise.reject(refused),
    ),
  ).rejects.toBe(refused);
  conversation.close();
  const answer = await conversation.find(
    () => conversation.shown,
    signal,
    () => Promise.reject(refused),
  );
  expect(answer).toEqual(fail({ code: "cancelled" }));
});
