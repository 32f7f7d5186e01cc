// The launcher with a program in the app's place that prints how it was started.

import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../projectRoot.mjs";

let prefix = "";
const launcher = () => path.join(prefix, "bin/seekline");

beforeEach(() => {
  prefix = mkdtempSync(path.join(tmpdir(), "seekline launcher-"));
  mkdirSync(path.join(prefix, "bin"));
  mkdirSync(path.join(prefix, "lib/seekline"), { recursive: true });
  cpSync(path.join(projectRoot, "packaging/linux/seekline.sh"), launcher());
  appIs('for word; do printf "%s\\n" "$word"; done');
});
afterEach(() => rmSync(prefix, { recursive: true }));

/** @param {string} script */
function appIs(script) {
  const app = path.join(prefix, "lib/seekline/seekline");
  writeFileSync(app, `#!/bin/sh\n${script}\n`);
  chmodSync(app, 0o755);
}

/** A folder with an `id` in front of the path, so that the tests are the same for every user. @param {number} uid */
function pathOf(uid) {
  const folder = path.join(prefix, "fake");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "id"), `#!/bin/sh\necho ${uid}\n`);
  chmodSync(path.join(folder, "id"), 0o755);
  return `${folder}:${process.env.PATH}`;
}

/**
 * @param {readonly string[]} words
 * @param {{ display?: string, uid?: number, through?: string }} [settings]
 */
function start(words, { display = "elsewhere:7", uid = 1000, through = launcher() } = {}) {
  const { status, stdout, stderr } = spawnSync(through, words, {
    encoding: "utf8",
    env: { PATH: pathOf(uid), DISPLAY: display },
  });
  return { status, said: stderr, words: stdout.split("\n").slice(0, -1) };
}

const commandSwitches = ["--no-sandbox", "--no-zygote", "--log-level=3"];

describe.runIf(process.platform === "linux")("the launcher", () => {
  it.each([
    [["stats", "a b.jsonl"]],
    [["--help"]],
    [["-h"]],
    [["--version"]],
    [["run", "--", "sh", "-c", "exit 3"]],
    [["nosuch"]],
  ])("starts the command line for %j", (words) => {
    const started = start(words, { display: "" });
    expect(started).toEqual({
      status: 0,
      said: "",
      words: [...commandSwitches, `--seekline-command=${launcher()}`, "--", ...words],
    });
  });

  it.each([
    [[]],
    [["a.jsonl"]],
    [["./stats"]],
    [["/tmp/stats", "b"]],
    [["mein log"]],
    [["--ozone-platform=x11", "a.jsonl"]],
  ])("starts the app for %j", (words) => {
    expect(start(words)).toEqual({ status: 0, said: "", words });
  });

  it("hands on the exit status", () => {
    appIs("exit 130");
    expect(start(["stats"]).status).toBe(130);
  });

  it("says so where there is no display, and what works without", () => {
    const { status, said } = start(["a.jsonl"], { display: "" });
    expect(status).toBe(1);
    expect(said).toMatch(/^seekline: there is no display here .* seekline --help lists them\.\n$/);
  });

  it("says so where the display that is named has gone, and takes one that is there", async () => {
    const { status, said } = start(["a.jsonl"], { display: ":4711.0" });
    expect(status).toBe(1);
    expect(said).toMatch(/^seekline: nobody listens at .* \(:4711\.0\), .* seekline --help lists them\.\n$/);
    expect(start(["stats"], { display: ":4711" }).status).toBe(0);
    const server = createServer().listen(6000 + 4711);
    await once(server, "listening");
    expect(start(["a.jsonl"], { display: ":4711" })).toEqual({ status: 0, said: "", words: ["a.jsonl"] });
    server.close();
  });

  it("says that the sandbox is off as root, and only then", () => {
    const { said, words } = start(["a.jsonl"], { uid: 0 });
    expect(said).toMatch(/^seekline: running as root, .*\n$/);
    expect(words).toEqual(["--no-sandbox", "a.jsonl"]);
  });

  it("names the libraries that are missing, with the command that brings them", () => {
    // A real program that asks for another library than it was linked with, of a name as long.
    const program = readFileSync("/bin/sh", "latin1").replace("libc.so.6\0", "libQ.so.6\0");
    writeFileSync(path.join(prefix, "lib/seekline/seekline"), program, "latin1");
    const { status, said } = start(["stats"]);
    expect(status).toBe(1);
    expect(said).toMatch(
      /^seekline: this system lacks .*: libQ\.so\.6\. On Debian or Ubuntu: sudo apt-get install .*\n$/,
    );
  });

  it("finds the app through a link from elsewhere", () => {
    const link = path.join(prefix, "link");
    symlinkSync(launcher(), link);
    expect(start(["a.jsonl"], { through: link }).words).toEqual(["a.jsonl"]);
  });

  it("is a script that any POSIX shell takes", () => {
    expect(execFileSync("sh", ["-n", launcher()], { encoding: "utf8" })).toBe("");
  });
});
