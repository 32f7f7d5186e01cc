import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { openTranscript } from "../../session.ts";
import { ServedSessions } from "./servedSessions.ts";

const { makeFolder } = openedTranscripts();
const never = () => {
  throw new Error("it was refused");
};
let file = "";
let sessions = new ServedSessions(openTranscript);

beforeEach(() => {
  file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, '{"type":"CUSTOM","name":"x","value":1}\n');
});

afterEach(() => sessions.close());

describe("the sessions that are served", () => {
  it("open a file again whose opening threw, and are swept as ever", async () => {
    let hasThrown = false;
    sessions = new ServedSessions(async (name) => {
      if (hasThrown) return openTranscript(name);
      hasThrown = true;
      throw new Error("the disk went away");
    });
    const asked = sessions.use(file, async () => "read", never);
    await Promise.all([expect(asked).rejects.toThrow("went away"), sessions.sweep()]);
    expect(sessions.count).toBe(0);
    expect(await sessions.use(file, async ({ records }) => records, never)).toBe(1);
  });

  it("close each opening once, and none that is being read, whatever comes between a sweep and a reader", async () => {
    const closings: unknown[] = [];
    sessions = new ServedSessions(async (name) => {
      const opened = await openTranscript(name);
      if (opened.ok) closings.push(vi.spyOn(opened.value, "close"));
      return opened;
    });
    const read = () =>
      sessions.use(file, async ({ transcript }) => expect(transcript.close).not.toHaveBeenCalled(), never);
    const sweep = () => sessions.sweep(Date.now(), 0);
    for (const before of [0, 1, 2, 3, 4]) {
      for (const between of [0, 1, 2, 3, 4]) {
        await read();
        const swept = sweep();
        await turns(before);
        const again = read();
        await turns(between);
        await Promise.all([swept, again, sweep()]);
      }
    }
    await sweep();
    expect(sessions.count).toBe(0);
    for (const closing of closings) expect(closing).toHaveBeenCalledTimes(1);
  });
});

/** Lets others work so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}
