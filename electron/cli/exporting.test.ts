// `export` as a program of its own.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { replay } from "../engine/snapshot/testing/clientReplay.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

describe("seekline export", () => {
  it("writes the matching records to a file or to standard output", async () => {
    const { file, text } = await seekline.generated({ shape: "agui", seed: 3, bytes: 1_000_000 });
    const wanted = text.split("\n").filter((line) => /"type":"(RUN|STEP)_/.test(line) && !/"type":"RAW"/.test(line));
    const out = path.join(seekline.makeFolder(), "out.jsonl");
    const args = ["export", file, "--as", "records", "--filter", "kind:RUN_*,STEP_*", "-o"];
    expect(await seekline.run([...args, out])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(fs.readFileSync(out, "utf8")).toBe(`${wanted.join("\n")}\n`);
    expect((await seekline.run([...args, "-"])).stdout).toBe(`${wanted.join("\n")}\n`);
    expect(fs.readdirSync(path.dirname(out))).toEqual(["out.jsonl"]);
  });

  it("says, as `rows` and `stats` do, that tools beyond those that are told apart are not found", async () => {
    const lines = Array.from(
      { length: 4_200 },
      (_, n) => `{"type":"TOOL_CALL_START","toolCallId":"c","toolCallName":"t${n}"}`,
    );
    const file = seekline.fileOf(`${lines.join("\n")}\n`);
    const exported = ["export", file, "--as", "records", "-o", "-", "--filter"];
    const found = await seekline.run(["rows", file, "--filter", "tool:t1"]);
    expect([found.stdout.trim().split("\n").length, found.stderr]).toEqual([1, expect.stringContaining("told apart")]);
    expect((await seekline.run(["rows", file, "--filter", "kind:RUN_*"])).stderr).toBe("");
    expect(await seekline.run([...exported, "tool:t4199"])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: expect.stringContaining("some are not found"),
    });
    expect((await seekline.run([...exported, "tool:t4199", "--quiet"])).stderr).toBe("");
    expect((await seekline.run(["stats", file])).stdout).toContain("More roles, tools or calls");
  });

  it.each(["samples/weather-agent.jsonl", "samples/many-runs.jsonl"])(
    "writes a snapshot of %s that the official client reads like the original",
    async (sample) => {
      const out = path.join(seekline.makeFolder(), "out.jsonl");
      const end = await seekline.run(["export", path.resolve(sample), "--as", "snapshot", "-o", out]);
      expect(end).toMatchObject({ status: 0, stdout: "", stderr: "" });
      const original = fs.readFileSync(sample, "utf8");
      const compacted = fs.readFileSync(out, "utf8");
      expect(compacted.length).toBeLessThan(original.length / 2);
      expect(await replay(compacted)).toEqual(await replay(original));
      expect(compacted.split("\n").filter((line) => line.includes('"MESSAGES_SNAPSHOT"')).length).toBe(1);
    },
  );

  it("writes the messages to standard output", async () => {
    const end = await seekline.run([
      "export",
      path.resolve("samples/weather-agent.jsonl"),
      "--as",
      "messages",
      "-o",
      "-",
    ]);
    const { messages } = await replay(fs.readFileSync("samples/weather-agent.jsonl", "utf8"));
    const written: readonly Record<string, unknown>[] = JSON.parse(end.stdout);
    expect(written.map(({ firstTime, lastTime, ...message }) => message)).toEqual(messages);
    expect(written.every(({ firstTime, lastTime }) => Number(firstTime) <= Number(lastTime))).toBe(true);
  });

  it("tells which lines a snapshot leaves out", async () => {
    const file = seekline.fileOf(
      '{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n{"type":"RUN_FINISHED","threadId":"t","runId":"r"}\n',
    );
    const end = await seekline.run(["export", file, "--as", "snapshot", "-o", "-"]);
    expect(end.status).toBe(0);
    expect(end.stderr).toMatch(/^seekline: line 2 was left out: .+\n$/);
  });

  it("says what it did as one JSON object, apart from the result", async () => {
    const file = seekline.fileOf('{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n');
    const out = path.join(seekline.makeFolder(), "out.jsonl");
    const said = {
      as: "snapshot",
      recordsIn: 2,
      recordsOut: 1,
      messages: 0,
      skippedCount: 1,
      skipped: [{ record: 1, line: 2, reason: expect.any(String) }],
      mendedCount: 0,
      mended: [],
    };
    const toFile = await seekline.run(["export", file, "--as", "snapshot", "--json", "-o", out]);
    expect(toFile).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(toFile.stdout)).toMatchObject({ ...said, output: out, bytes: fs.statSync(out).size });
    const toPipe = await seekline.run(["export", file, "--as", "snapshot", "--json", "-o", "-"]);
    expect(toPipe).toMatchObject({ status: 0, stdout: fs.readFileSync(out, "utf8") });
    expect(JSON.parse(toPipe.stderr)).toMatchObject({ ...said, output: "-" });
  });

  it("says nothing of lines that are left out when it is to be quiet", async () => {
    const file = seekline.fileOf('{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n');
    const end = await seekline.run(["export", file, "--as", "snapshot", "--quiet", "-o", "-"]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
  });

  it("names the threads of a log that holds several, and takes one", async () => {
    const run = (threadId: string, delta: string) =>
      [
        { type: "RUN_STARTED", threadId, runId: "r" },
        { type: "TEXT_MESSAGE_CHUNK", messageId: "m", role: "user", delta },
        { type: "RUN_FINISHED", threadId, runId: "r" },
      ].map((event) => `${JSON.stringify(event)}\n`);
    const file = seekline.fileOf([...run("one", "red"), ...run("two\u0007", "blue")].join(""));
    const target = path.join(seekline.makeFolder(), "out.json");
    const end = await seekline.run(["export", file, "--as", "messages", "-o", target]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain("This log holds 2 threads");
    expect(end.stderr).toContain("  --thread one       3 records, 1 run\n  --thread two\\u{7}  3 records, 1 run\n");
    expect(fs.existsSync(target)).toBe(false);
    const one = await seekline.run(["export", file, "--as", "messages", "--thread", "one", "-o", "-"]);
    expect(JSON.parse(one.stdout)).toEqual([{ id: "m", role: "user", content: "red" }]);
    const none = await seekline.run(["export", file, "--as", "snapshot", "--thread", "three", "-o", "-"]);
    expect(none).toMatchObject({ status: 1, stdout: "" });
    expect(none.stderr).toContain("no thread “three”");
  });

  it.each(["snapshot", "markdown", "atif"])("says that %s needs messages", async (as) => {
    const end = await seekline.run(["export", seekline.fileOf(`{"type":"A"}\n`), "--as", as, "-o", "-"]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toMatch(/^seekline: This export needs a format that has messages; .+\n$/);
  });

  it("refuses the transcript itself as its target", async () => {
    const file = seekline.fileOf('{"type":"A"}\n');
    fs.symlinkSync(file, `${file}.link`);
    for (const target of [file, `${file}.link`]) {
      const end = await seekline.run(["export", file, "--as", "records", "-o", target]);
      expect(end).toMatchObject({ status: 1, stdout: "" });
      expect(end.stderr).toContain("is the transcript itself");
    }
    expect(fs.readFileSync(file, "utf8")).toBe('{"type":"A"}\n');
  });

  it("refuses the file that standard input was redirected from", async () => {
    const file = seekline.fileOf('{"type":"A"}\n{"type":"B"}\n');
    const other = path.join(seekline.makeFolder(), "other.jsonl");
    const args = ["export", "-", "--filter", "kind:A", "--as", "records"];
    const end = await seekline.run([...args, "-o", file], { stdin: file });
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain("is the transcript itself");
    expect(fs.readFileSync(file, "utf8")).toBe('{"type":"A"}\n{"type":"B"}\n');
    expect(await seekline.run([...args, "-o", other], { stdin: file })).toMatchObject({ status: 0, stderr: "" });
    expect(fs.readFileSync(other, "utf8")).toBe('{"type":"A"}\n');
  });

  it("says in one sentence that it cannot write, and leaves nothing", async () => {
    const file = seekline.fileOf('{"type":"A"}\n');
    const end = await seekline.run(["export", file, "--as", "records", "-o", path.join(file, "out")]);
    expect(end.status).toBe(1);
    expect(end.stderr).toBe(
      "seekline: “out” cannot be written (its folder is not a folder). Save it under another name or in another folder.\n",
    );
    expect(seekline.leftInSpool()).toEqual([]);
  });
});
