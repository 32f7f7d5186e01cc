// A program that is run: what it prints is passed on or summed up, and its end is ours.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { seeklineProgram } from "../testing/seekline.ts";
import { withSmallDisks } from "../testing/smallDisk.ts";

const seekline = seeklineProgram();
const mebibyte = 2 ** 20;

/** What `codex exec --json` prints of a short turn. */
const turn = [
  { type: "thread.started", thread_id: "t1" },
  { type: "turn.started" },
  { type: "item.completed", item: { id: "i1", type: "agent_message", text: "All is well." } },
  { type: "turn.completed", usage: { input_tokens: 10, cached_input_tokens: 4, output_tokens: 3 } },
];
const turnLines = turn.map((event) => `${JSON.stringify(event)}\n`).join("");

/** Runs Node with a script. */
function node(script: string): readonly string[] {
  return ["--", process.execPath, "-e", script];
}
const print = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;

describe("a program that is run", () => {
  it("has its output and errors passed on, and its status", async () => {
    const script = `${print(turnLines)} process.stderr.write("careful\\n"); process.exitCode = 7;`;
    const end = await seekline.run(["run", ...node(script)]);
    expect(end).toMatchObject({ status: 7, stdout: turnLines, stderr: "careful\n" });
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("is summed up, with how it ended and the ends of what it complained", async () => {
    const complaint = `begin${"x".repeat(100_000)}end`;
    const script = `${print(turnLines)} process.stderr.write(${JSON.stringify(complaint)}); process.exitCode = 3;`;
    const end = await seekline.run(["run", "--summary", "--json", ...node(script)]);
    expect(end.status).toBe(3);
    const { run, ...summary } = JSON.parse(end.stdout);
    const alone = await seekline.run(["summary", seekline.fileOf(turnLines), "--json"]);
    expect(summary).toEqual(JSON.parse(alone.stdout));
    expect(summary).toMatchObject({ format: "codex-exec", result: { text: "All is well." } });
    expect(run).toMatchObject({ status: 3, signal: null, timedOut: false, stderr: { bytes: complaint.length } });
    expect(run.stderr.head).toMatch(/^beginx{8187}$/);
    expect(run.stderr.tail).toMatch(/^x{8189}end$/);
  });

  it("has its last answer whole in the summary, far beyond what a summary shows of a file", async () => {
    const script = `const text = "a".repeat(3_000_000); console.log(JSON.stringify({ type: "item.completed", item: { id: "i2", type: "agent_message", text } }));`;
    const end = await seekline.run(["run", "--summary", "--json", ...node(`${print(turnLines)} ${script}`)]);
    const { result } = JSON.parse(end.stdout);
    expect([result.text.length, result.bytes, result.cut]).toEqual([3_000_000, 3_000_000, false]);
  });

  it("gives the summary for people, too", async () => {
    const end = await seekline.run(["run", "--summary", ...node(print(turnLines))]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(end.stdout).toContain("All is well.");
  });

  it("is kept in a new file, and never in one that is there", async () => {
    const file = path.join(seekline.makeFolder(), "kept.jsonl");
    const args = ["run", "--quiet", "--keep", file, ...node(print(turnLines))];
    expect(await seekline.run(args)).toMatchObject({ status: 0, stdout: "" });
    expect(fs.readFileSync(file, "utf8")).toBe(turnLines);
    const again = await seekline.run(args);
    expect(again).toMatchObject({ status: 1, stdout: "" });
    expect(again.stderr).toContain("“kept.jsonl” cannot be written (it is there already)");
    expect(fs.readFileSync(file, "utf8")).toBe(turnLines);
  });

  it("that meets a full disk is not taken for one whose output is all there, however quickly it ends", async () => {
    const disk = seekline.makeFolder();
    const much = node(
      `process.stdout.write("{}\\n".repeat(40_000)); process.on("uncaughtException", () => process.exit(0));`,
    );
    const file = path.join(disk, "kept.jsonl");
    const through = withSmallDisks([disk]);
    const kept = await seekline.run(["run", "--quiet", "--keep", file, ...much], { through });
    expect(kept).toMatchObject({ status: 1 });
    expect(kept.stderr).toContain("The disk of “kept.jsonl” is full: only the first 65536 bytes");
    const spooled = await seekline.run(["run", "--summary", ...much], { through, env: { SEEKLINE_SPOOL_DIR: disk } });
    expect(spooled).toMatchObject({ status: 1 });
    expect(spooled.stderr).toContain("There is no room for all of “standard-output”");
  });

  it("that is not there, or is no program, is told in a sentence", async () => {
    const missing = await seekline.run(["run", "--", "no-such-program-anywhere"]);
    expect(missing).toMatchObject({ status: 127, stdout: "" });
    expect(missing.stderr).toBe(
      "seekline: There is no program “no-such-program-anywhere”. Check its name, or give its path.\n",
    );
    for (const file of [seekline.fileOf(""), seekline.makeFolder()]) {
      const end = await seekline.run(["run", "--summary", "--", file]);
      expect(end).toMatchObject({ status: 126, stdout: "" });
      expect(end.stderr).toBe(
        `seekline: “${file}” is no program that you may run. Check its name and its permissions.\n`,
      );
    }
  });

  it("says where to look when there is no app beside the program, and runs all the same", async () => {
    const end = await seekline.run(["run", "--open", ...node(print(turnLines))]);
    expect(end).toMatchObject({ status: 0, stdout: turnLines });
    const [watch = "", stays = "", ...more] = end.stderr.split("\n");
    expect(watch).toMatch(/^seekline: The app is not beside this program: open “.*” in it to watch\.$/);
    expect(more).toEqual([""]);
    // The app may have to open it when all is over.
    const [, file = ""] = /^seekline: What it printed stays in “(.*)” to be looked at\./.exec(stays) ?? [];
    expect(watch).toContain(`open “${file}”`);
    expect(fs.readFileSync(file, "utf8")).toBe(turnLines);
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it("leaves nothing of a program that is watched and prints nothing", async () => {
    const end = await seekline.run(["run", "--open", ...node("")]);
    const [, file = ""] = /open “(.*)” in it to watch\.\n$/.exec(end.stderr) ?? [];
    expect(path.basename(path.dirname(file))).toMatch(/^seekline-run-/);
    expect(fs.existsSync(path.dirname(file))).toBe(false);
  });

  it("needs --", async () => {
    for (const args of [
      ["run"],
      ["run", "codex"],
      ["run", "--"],
      ["run", "--json", "--", "true"],
      ["run", "--timeout", "x", "--", "true"],
    ]) {
      expect(await seekline.run(args)).toMatchObject({ status: 2, stdout: "" });
    }
  });

  it("is passed on while it runs", async () => {
    let seen = "";
    const script = `${print('{"n":1}\n')} process.on("SIGTERM", () => { ${print('{"n":2}\n')} process.exit(5); }); setInterval(() => {}, 1000);`;
    const end = await seekline.run(["run", ...node(script)], {
      onStart: async (child) => {
        child.onOutput((text) => {
          seen += text;
        });
        await vi.waitUntil(() => seen.includes("1"), { interval: 5, timeout: longestWaitMs });
        child.kill("SIGTERM");
      },
    });
    expect(end).toMatchObject({ status: 5, stdout: '{"n":1}\n{"n":2}\n' });
  });

  it.runIf(process.platform !== "win32")("that a signal has ended gives 128 and its number", async () => {
    const end = await seekline.run([
      "run",
      "--summary",
      "--json",
      ...node(`${print(turnLines)} process.kill(process.pid, "SIGKILL");`),
    ]);
    expect(end.status).toBe(137);
    expect(JSON.parse(end.stdout)).toMatchObject({
      result: { text: "All is well." },
      run: { status: null, signal: "SIGKILL" },
    });
  });

  it.runIf(process.platform !== "win32")("is ended at its time-out with all that it has started", async () => {
    const pidFile = path.join(seekline.makeFolder(), "pid");
    // The shell's child takes no notice of being asked, and goes on when the shell has ended.
    const script = `trap "" TERM; (trap "" TERM; sh -c 'echo $$ > ${pidFile}; exec sleep 600') & printf '%s\\n' '{"n":1}'; sleep 600`;
    const end = await seekline.run(["run", "--timeout", "4", "--", "sh", "-c", script]);
    expect(end).toMatchObject({ status: 124, stdout: '{"n":1}\n' });
    expect(end.stderr).toContain("was ended after 4 s.\n");
    const pid = Number(fs.readFileSync(pidFile, "utf8"));
    await vi.waitUntil(() => !isRunning(pid), { interval: 20, timeout: longestWaitMs });
  });

  it.runIf(process.platform === "linux")("is ended with what has made a session of its own", async () => {
    const pidFile = path.join(seekline.makeFolder(), "pid");
    const script = `const { spawn } = require("node:child_process");
      const tool = spawn("sh", ["-c", 'trap "" TERM; sleep 600; sleep 600'], { detached: true, stdio: "ignore" });
      require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(tool.pid));`;
    expect(await seekline.run(["run", "--timeout", "4", ...node(script)])).toMatchObject({ status: 124 });
    const pid = Number(fs.readFileSync(pidFile, "utf8"));
    await vi.waitUntil(() => !isRunning(pid), { interval: 20, timeout: longestWaitMs });
  });
});

function isRunning(pid: number): boolean {
  try {
    const [, state] = /^\d+ \(.*\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, "latin1")) ?? [];
    return state !== "Z";
  } catch {
    return false;
  }
}

describe("the memory of a run", () => {
  it("is that of a tiny one for 256 MiB, giant lines among them", async () => {
    const big = `
      const write = (text) => require("node:fs").writeSync(1, text);
      const pad = "y".repeat(1024 * 1024);
      const giant = (item) => { const [head, tail] = JSON.stringify({ type: "item.completed", item }).split("@"); write(head); for (let n = 0; n < 64; n++) write(pad); write(tail + "\\n"); };
      giant({ id: "g1", type: "command_execution", command: "ls", aggregated_output: "@", exit_code: 0, status: "completed" });
      giant({ id: "g2", type: "command_execution", command: "ls", aggregated_output: "@", exit_code: 0, status: "completed" });
      for (let n = 0; n < 128; n++) write(JSON.stringify({ type: "item.completed", item: { id: "m" + n, type: "reasoning", text: pad } }) + "\\n");
      ${turn.map((event) => `write(${JSON.stringify(`${JSON.stringify(event)}\n`)});`).join("\n")}`;
    const most = 20 * mebibyte;
    const tiny = async () => {
      const { peakBytes } = await seekline.run(["run", "--summary", "--json", ...node(print(turnLines))]);
      return peakBytes ?? Number.NaN;
    };
    const summedUp = async () => {
      const large = await seekline.run(["run", "--summary", "--json", ...node(big)]);
      expect(large.status).toBe(0);
      const { toolCalls, result, run } = JSON.parse(large.stdout);
      expect({ toolCalls, text: result.text, status: run.status }).toEqual({
        toolCalls: 2,
        text: "All is well.",
        status: 0,
      });
      return large.peakBytes ?? Number.NaN;
    };
    expect(await peakGrowth(tiny, summedUp, most)).toBeLessThan(most);

    const passedOn = async () => {
      const large = await seekline.run(["run", ...node(`${big.replaceAll("1024 * 1024", "256 * 1024")}`)], {
        through: ["sh", "-c", '"$@" > /dev/null', "sh"],
      });
      expect(large.status).toBe(0);
      return large.peakBytes ?? Number.NaN;
    };
    expect(await peakGrowth(tiny, passedOn, most)).toBeLessThan(most);
  });
});
