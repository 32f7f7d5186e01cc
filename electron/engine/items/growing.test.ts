// The conversation of a transcript that grows is the one that would be read of all of it at once, and what was read is not read again.

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { anyRecord } from "../../testing/anyRecords.ts";
import { growingSource } from "../../testing/growingSource.ts";
import { itemsOf, shownIn, shownOf } from "../../testing/shownOf.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { ShownConversation } from "./shownConversation.ts";

/** Lines that are no record, or more than one, or less. */
const odd = fc.constantFrom("", " ", "[1]", '{"type":"user"}{"type":"user"}', '{"type":', "null,", "}");

describe.each(formatNames)("of the format %s", (name) => {
  it("is the same whatever its transcript was when it was first read", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 8, arbitrary: anyRecord }, odd), { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }),
        async (lines, cuts) => {
          const source = growingSource(transcriptOf(lines));
          const whole = await shownIn(createMemorySource(transcriptOf(lines)), [], name);
          const ends = [...cuts, lines.length].map((cut) => Buffer.byteLength(transcriptOf(lines.slice(0, cut))));
          source.size = Math.min(...ends);
          let grown = await shownIn(source, [], name);
          for (const end of ends.sort((one, other) => one - other)) {
            source.size = end;
            if (grown.isOutgrown && !grown.goesOn) grown = await shownIn(source, [], name);
            await grown.whenReadOn(() => undefined);
            await grown.prepare({ marks: [] }, () => undefined);
          }
          expect(await itemsOf(grown)).toEqual(await itemsOf(whole));
          expect(grown.state).toEqual(whole.state);
        },
      ),
      { numRuns: 20 },
    );
  });
});

it("is read anew only in families of which the end tells something, and in those without a conversation", async () => {
  const anew = await Promise.all(
    formatNames.map(async (name) => ((await shownOf([{ type: "x" }], [], name)).goesOn ? [] : [name])),
  );
  expect(anew.flat()).toEqual([
    ...["claude-code", "claude-stream", "claude-sdk", "codex-rollout", "pi", "gemini", "qwen", "opencode-export"],
    "generic",
  ]);
});

/** Seven lines a run. */
const runs = Array.from({ length: 900 }, (_, n): readonly unknown[] => [
  { type: "RUN_STARTED", threadId: "t", runId: `r${n}` },
  { type: "TEXT_MESSAGE_START", messageId: `m${n}`, role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: `m${n}`, delta: `Day ${n} ` },
  { type: "TEXT_MESSAGE_CONTENT", messageId: `m${n}`, delta: "was sunny." },
  { type: "TEXT_MESSAGE_END", messageId: `m${n}` },
  n % 20 === 0 ? { type: "RUN_ERROR", message: "Timed out." } : { type: "STEP_FINISHED", stepName: "s" },
  { type: "RUN_FINISHED", threadId: "t", runId: `r${n}` },
]);

it("adds what came to a log that grows, and reads nothing again", async () => {
  const log = transcriptOf(runs.flat());
  const source = growingSource(log);
  const endOfLine = (line: number): number => Buffer.byteLength(transcriptOf(runs.flat().slice(0, line)));
  source.size = endOfLine(3_001);
  const grown = await shownIn(source);
  for (const line of [3_002, 3_500, 5_123, 6_300]) {
    source.lowestRead = source.size;
    const before = source.size;
    source.size = endOfLine(line);
    expect(grown.isOutgrown && grown.goesOn).toBe(true);
    await grown.whenReadOn(() => undefined);
    await grown.prepare({ marks: [] }, () => undefined);
    // The end of the last line is looked at.
    expect(before - source.lowestRead).toBeLessThanOrEqual(1);
  }
  expect(await itemsOf(grown)).toEqual(await itemsOf(await shownIn(createMemorySource(log))));
});

it("stays as it is where what came cannot be read, and then does not go on", async () => {
  const log = transcriptOf(runs.flat());
  const source = growingSource(log);
  source.size = Buffer.byteLength(transcriptOf(runs.flat().slice(0, 3_001)));
  const grown = await shownIn(source);
  const asked = async () => ({ items: await itemsOf(grown), statistics: await grown.statistics() });
  const before = await asked();
  const end = source.size;
  source.size = Buffer.byteLength(log);
  const { readInto } = source;
  vi.spyOn(source, "readInto").mockImplementation((target, at, length, position) => {
    if (position + length > end) throw new Error("The disk fails.");
    return readInto(target, at, length, position);
  });
  await expect(grown.whenReadOn(() => undefined)).rejects.toThrow("The disk fails.");
  vi.restoreAllMocks();
  expect(grown.isOutgrown && !grown.goesOn).toBe(true);
  await grown.whenRead(() => undefined);
  expect(await asked()).toEqual(before);
});

describe("a reading that is asked for and no longer wanted", () => {
  const opened = () => {
    const source = growingSource(transcriptOf(runs.flat()));
    source.size = Buffer.byteLength(transcriptOf(runs.flat()));
    const { format, choice } = recognise(readSample(source).heads, {});
    const read = vi.spyOn(source, "readInto");
    const shown = new ShownConversation(source, { format, prefix: choice.prefix }, new AbortController().signal);
    return { shown, read, source };
  };

  it("ends when the last who asked has gone, and begins anew when it is asked for again", async () => {
    const { shown, read } = opened();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = shown.whenRead(() => one.abort(), one.signal);
    const second = shown.whenRead(() => undefined, other.signal);
    await expect(first).rejects.toThrow();
    other.abort();
    await expect(second).rejects.toThrow();
    const reads = read.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(read.mock.calls.length - reads).toBeLessThanOrEqual(1);
    await shown.whenRead(() => undefined, new AbortController().signal);
    const whole = await shownIn(createMemorySource(transcriptOf(runs.flat())));
    expect(await shown.statistics()).toEqual(await whole.statistics());
  });

  it("is begun anew for who asks while the one that was given up is still ending", async () => {
    const { shown } = opened();
    const gone = new AbortController();
    const first = shown.whenRead(() => undefined, gone.signal);
    gone.abort();
    await expect(first).rejects.toThrow();
    await shown.whenRead(() => undefined, new AbortController().signal);
    expect(shown.readBytes).toBeGreaterThan(0);
  });

  it("goes on for those who stay", async () => {
    const { shown } = opened();
    const gone = new AbortController();
    const staying = shown.whenRead(() => gone.abort());
    await expect(shown.whenRead(() => undefined, gone.signal)).rejects.toThrow();
    await staying;
    expect(shown.readBytes).toBeGreaterThan(0);
  });

  it("says how far it is to all who wait for it, whoever began it", async () => {
    const { shown } = opened();
    const begun = shown.whenRead();
    const heard = vi.fn();
    await shown.whenRead(heard);
    await begun;
    expect(heard).toHaveBeenCalled();
  });
});
