// More files of a group grow than stay open at a time, and one of them is closed before all that was written to it is taken.

import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { everything } from "../../shared/filter/filter.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { groupMembers } from "./group/groupMembers.ts";
import { openGroup } from "./groupSession.ts";

const newFolder = temporaryFolders();
/** Told of each transcript that is opened again because it grows. */
const whenOpened = vi.hoisted(() => ({ call: async (_file: string, _steady: () => void): Promise<void> => {} }));
vi.mock("./session.ts", async (original) => {
  const session = await original<typeof import("./session.ts")>();
  const openTranscript: typeof session.openTranscript = async (file, options) => {
    const opened = await session.openTranscript(file, options);
    if (opened.ok) {
      const transcript = opened.value;
      await transcript.whenIndexed();
      await whenOpened.call(transcript.source.path, () => void transcript.steady());
    }
    return opened;
  };
  return { ...session, openTranscript };
});

const record = (n: number): string => `${JSON.stringify({ n })}\n`;

it("what was written and not taken when its place was needed is looked at again", async () => {
  const folder = newFolder();
  const others = Array.from({ length: 8 }, (_, n) => path.join(folder, `${n}.jsonl`));
  const slow = path.join(folder, "slow.jsonl");
  for (const file of [...others, slow]) fs.writeFileSync(file, record(0));
  const members = await groupMembers([folder]);
  if (!members.ok) throw new Error(members.failure.code);
  const group = openGroup("group", members.value, { follow: { places: [folder] } });
  await group.whenIndexed();
  const all = group.query(everything);
  const until = (rows: number): Promise<boolean> =>
    vi.waitUntil(() => all.rows() >= rows, { interval: 5, timeout: longestWaitMs });

  let isHeld = false;
  whenOpened.call = async (file, steady) => {
    if (file !== slow || isHeld) return;
    isHeld = true;
    // It is known as it was, and takes in nothing more.
    steady();
    fs.appendFileSync(slow, record(2));
  };
  fs.appendFileSync(slow, record(1));
  await until(10);
  expect(isHeld).toBe(true);
  for (const [number, file] of others.entries()) {
    fs.appendFileSync(file, record(1));
    await until(11 + number);
  }
  // Nothing is written any more.
  await until(19);
  expect(group.notice).toBeUndefined();
  group.close();
});
