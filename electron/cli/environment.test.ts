// Settings of the environment that make no sense: one warning each, and the default serves.

import path from "node:path";
import { describe, expect, it } from "vitest";
import { printText } from "../../shared/printText.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const rows = ["rows", path.resolve("samples/weather-agent.jsonl"), "--filter", "weather", "--count", "3"];

/** Long enough that its index is kept. */
const log = `{"type":"A","text":"${"x".repeat(1_000)}"}\n`.repeat(18_000);

describe("a setting of the environment that makes no sense", () => {
  it.each([
    ["SEEKLINE_THREADS", "many"],
    ["SEEKLINE_THREADS", "0"],
    ["SEEKLINE_THREADS", "1e9"],
    ["SEEKLINE_THREADS", "\u001b[31m\n"],
    ["SEEKLINE_CACHE_LIMIT", "4 GiB"],
    ["SEEKLINE_CACHE_LIMIT", "-1"],
    ["SEEKLINE_CACHE_DIR", path.resolve("package.json")],
    ["SEEKLINE_SPOOL_DIR", path.resolve("missing\u001b[31m")],
    // Another program may end as ripgrep does when nothing is found.
    ["SEEKLINE_RIPGREP", process.execPath],
    ["SEEKLINE_RIPGREP", path.resolve("missing")],
  ])("%s=%j is said in one sentence, and changes nothing", async (name, value) => {
    const stats = ["stats", seekline.fileOf(log), "--json"];
    // A program that ends while a thread of it starts lets the runtime complain: none is asked for here. Settings are
    // looked at before anything is read, so a short file does.
    const isOfThreads = name === "SEEKLINE_THREADS";
    const run = name === "SEEKLINE_RIPGREP" || isOfThreads ? rows : stats;
    const env: Readonly<Record<string, string>> = isOfThreads ? {} : { SEEKLINE_THREADS: "1" };
    const facts = (stdout: string) => stdout.replace(/"index":.*$/m, "");
    const usual = await seekline.run(run, { env });
    const odd = await seekline.run(run, { env: { ...env, [name]: value, XDG_CACHE_HOME: seekline.makeFolder() } });
    expect(odd.status).toBe(0);
    expect(facts(odd.stdout)).toBe(facts(usual.stdout));
    expect(odd.stderr).toMatch(/^seekline: .+ (used( instead)?|account)\.\n$/);
    expect(odd.stderr).toBe(`${printText(odd.stderr.slice(0, -1))}\n`);
    expect(usual.stderr).toBe("");
  });

  it("may be empty", async () => {
    const names = ["SEEKLINE_THREADS", "SEEKLINE_CACHE_LIMIT", "SEEKLINE_RIPGREP", "SEEKLINE_DEBUG"];
    const end = await seekline.run(rows, { env: Object.fromEntries(names.map((name) => [name, ""])) });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(end.stdout.split("\n").length).toBe(4);
  });
});
