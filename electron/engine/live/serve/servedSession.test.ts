import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { openTranscript } from "../../session.ts";
import { quietMs } from "../../source/source.ts";
import type { OpenTranscript } from "./openedSession.ts";
import { ServedSession } from "./servedSession.ts";

const { makeFolder } = openedTranscripts();

interface Served {
  readonly session: ServedSession;
  /** How many times it was opened, and how many of these are closed again. */
  readonly counts: () => readonly [openings: number, closed: number];
  /** Writes a record behind the others. */
  grow(): void;
}

async function serve(): Promise<Served> {
  const file = path.join(makeFolder(), "log.jsonl");
  const grow = () => fs.appendFileSync(file, '{"type":"CUSTOM","name":"x","value":1}\n');
  grow();
  const closings: { readonly mock: { readonly calls: readonly unknown[] } }[] = [];
  const open: OpenTranscript = async (place) => {
    const transcript = await openTranscript(place);
    if (transcript.ok) closings.push(vi.spyOn(transcript.value, "close"));
    return transcript;
  };
  const opened = await ServedSession.open(file, open);
  if (!opened.ok) throw new Error(opened.failure.code);
  return {
    session: opened.value,
    counts: () => [closings.length, closings.filter(({ mock }) => mock.calls.length > 0).length],
    grow,
  };
}

describe("a served session", () => {
  it("is opened again once for all who ask at the same time, and for who asks while it is being opened", async () => {
    const { session, counts, grow } = await serve();
    grow();
    await Promise.all([1, 2, 3].map(() => session.refresh()));
    expect(counts()).toEqual([2, 1]);
    expect(session.records).toBe(2);
    grow();
    const before = session.refresh();
    await Promise.resolve();
    grow();
    await Promise.all([before, session.refresh()]);
    expect(session.records).toBe(4);
    session.close();
  });

  it("is quiet in its time though the clock that its file was written by goes before ours", async () => {
    const { session } = await serve();
    const [now, later] = [Date.now(), Date.now() + 10 * quietMs];
    fs.utimesSync(session.file, later / 1_000, later / 1_000);
    await session.refresh();
    expect(session.modifiedMs).toBeGreaterThan(now + quietMs);
    expect(session.isLive()).toBe(true);
    expect(session.isLive(Date.now() + quietMs)).toBe(false);
    session.close();
  });

  it("keeps what is worked with open until the work is done, and closes it then", async () => {
    const { session, counts, grow } = await serve();
    const { promise: isReplaced, resolve } = Promise.withResolvers<void>();
    const atWork = [1, 2].map(() => session.withTranscript(() => isReplaced));
    grow();
    await session.refresh();
    expect(counts()).toEqual([2, 0]);
    resolve();
    await Promise.all(atWork);
    expect(counts()).toEqual([2, 1]);
    session.close();
    expect(counts()).toEqual([2, 2]);
  });
});
