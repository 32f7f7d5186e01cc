import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { everything } from "../../shared/filter/filter.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { openTranscript } from "../engine/session.ts";
import { capturedTerminal } from "../testing/faults/capturedTerminal.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { SentSource } from "./sentSource.ts";

const makeFolder = temporaryFolders();

afterEach(() => {
  vi.restoreAllMocks();
});

/** A file that is sent while it is written. */
async function followed(text: string) {
  const file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, text);
  const opened = await openTranscript(file, { follow: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const transcript = opened.value;
  await transcript.whenIndexed();
  const { terminal, said } = capturedTerminal();
  const { signal } = new AbortController();
  const view = transcript.query(everything);
  const source = new SentSource({ transcript, terminal, signal }, everything, view, true, (same) => same);
  const until = (isSo: () => boolean): Promise<boolean> =>
    vi.waitUntil(
      async () => {
        await source.whenMore(10, signal);
        return isSo();
      },
      { timeout: longestWaitMs },
    );
  const close = (): void => {
    source.close();
    transcript.close();
  };
  return { file, source, said, until, close };
}

describe("what is sent while it is written", () => {
  it("is said to be refused by its disk, once, and goes on when it is not any more", async () => {
    const { file, source, said, until, close } = await followed('{"n":1}\n');
    const read = fs.readSync;
    const refused = vi.spyOn(fs, "readSync").mockImplementation(() => {
      throw Object.assign(new Error("EIO"), { code: "EIO" });
    });
    fs.appendFileSync(file, '{"n":2}\n');
    await until(() => said.length > 0);
    await source.whenMore(10, new AbortController().signal);
    expect(said).toEqual([expect.stringMatching(/^seekline: “log\.jsonl” cannot be read \(EIO\)\..+$/)]);
    refused.mockImplementation(read);
    await until(() => source.known === 2);
    expect(said.length).toBe(1);
    close();
  });

  it("is said to be gone from the disk, and goes on with what its writer still writes", async () => {
    const { file, source, said, until, close } = await followed('{"n":1}\n');
    const writer = fs.openSync(file, "a");
    fs.rmSync(file);
    await until(() => said.length > 0);
    fs.writeSync(writer, '{"n":2}\n');
    await until(() => source.known === 2);
    expect(said).toEqual(["seekline: “log.jsonl” is gone from the disk; what is still written to it is sent."]);
    fs.closeSync(writer);
    close();
  });
});
