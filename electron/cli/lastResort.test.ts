// What the user sees of a bug in the command line.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

/** A bug: as soon as the program is ready for one, it comes. */
const bug = `const timer = setInterval(() => {
  if (process.listenerCount("uncaughtException") === 0) return;
  clearInterval(timer);
  throw new TypeError("it broke at “secret words”");
}, 1);`;
const withBug = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(bug)}` };

describe("a bug", () => {
  it("is one sentence that names a log, where only the place and the names of options stand", async () => {
    const file = seekline.fileOf("{}\n", "secret.jsonl");
    const logs = path.join(seekline.makeFolder(), "log");
    const env = { ...withBug, SEEKLINE_LOG_DIR: logs };
    const end = await seekline.run(["rows", file, "--follow", "--filter=kind:secret"], { env });
    const log = path.join(logs, "errors.jsonl");
    expect(end.status).toBe(1);
    expect(end.stderr).toBe(
      `seekline: This is a bug in Seekline, and no fault of yours: it broke at “secret words”. Please report it, with the last line of “${log}”, which quotes nothing.\n`,
    );
    const lines = fs.readFileSync(log, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: expect.any(String),
        version: expect.any(String),
        program: "command line",
        call: "seekline rows --follow --filter",
        error: "TypeError",
        frames: expect.any(Array),
      },
    ]);
    expect(lines.join("")).not.toContain("secret");
  });

  it("is logged beside the kept indexes unless a folder is named, and said all the same when nothing can be written", async () => {
    const cache = seekline.makeFolder();
    const kept = await seekline.run(["library", "--json"], { env: { ...withBug, SEEKLINE_CACHE_DIR: cache } });
    expect(kept.stderr).toContain(`“${path.join(cache, "log", "errors.jsonl")}”`);
    const taken = seekline.fileOf("");
    const end = await seekline.run(["library", "--json"], { env: { ...withBug, SEEKLINE_LOG_DIR: taken } });
    expect(end).toMatchObject({ status: 1 });
    expect(end.stderr).toMatch(/^seekline: This is a bug .+ With SEEKLINE_DEBUG=1 it says where it happened\.\n$/);
  });
});
