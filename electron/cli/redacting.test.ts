// Redaction on the command line: `secrets`, and `--redact` of `export`, `send` and `serve`.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { exportKinds } from "../../shared/exports.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { openStream } from "../testing/eventStreamClient.ts";
import { startReceiverProgram } from "../testing/receiverProgram.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

const token = `ghp_${"a1B2".repeat(9)}`;
const marker = "[githubToken]".padEnd(token.length, "*");
const run = { threadId: "t", runId: "r" };
const spoken = `with ${token} I can`;
const records = [
  { type: "RUN_STARTED", ...run },
  { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
  ...(spoken.match(/.{1,6}/g) ?? []).map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta })),
  { type: "TEXT_MESSAGE_END", messageId: "m" },
  { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "shell", parentMessageId: "m" },
  {
    type: "TOOL_CALL_ARGS",
    toolCallId: "c",
    delta: JSON.stringify({ cmd: `export T=1\n${token}`, password: "s3cret!pass" }),
  },
  { type: "TOOL_CALL_END", toolCallId: "c" },
  { type: "TOOL_CALL_RESULT", messageId: "x", toolCallId: "c", content: "logged in with s3cret!pass" },
  { type: "RUN_FINISHED", ...run },
];
const log = records.map((record) => `${JSON.stringify(record)}\n`).join("");
/** A part of each secret, as no piece of a spread one is without it. */
const shown = /a1B2|s3cret/;

describe("seekline secrets", () => {
  it("lists where secrets stand, and never what they are", async () => {
    const { status, stdout, stderr } = await seekline.run(["secrets", seekline.fileOf(log)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toMatch(shown);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBe(5);
    expect(lines[0]).toMatch(/^githubToken +record 2 \(line 3\), 40 bytes: .+"delta":"with \["/);
    expect(lines[4]).toBe("4 secrets: 2 githubToken, 2 password");
  });

  it("says the same as JSON, a secret on a line", async () => {
    const { stdout } = await seekline.run(["secrets", seekline.fileOf(log), "--json"]);
    const secrets = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(secrets.map(({ kind }) => kind)).toEqual(["githubToken", "githubToken", "password", "password"]);
    expect(secrets[3]).toEqual({
      ...{ kind: "password", line: secrets[3].record + 1, record: expect.any(Number), length: 11 },
      offset: log.lastIndexOf("s3cret"),
      context: expect.stringContaining("logged in with [password]*"),
    });
  });

  it("says when nothing was found, and what is wrong with the user's rules", async () => {
    const file = seekline.fileOf('{"type":"A"}\n');
    expect(await seekline.run(["secrets", file])).toMatchObject({ status: 0, stdout: "Nothing was found.\n" });
    const rules = seekline.fileOf("{", "mine.json");
    const end = await seekline.run(["secrets", file], { env: { SEEKLINE_REDACT_RULES: rules } });
    expect(end).toMatchObject({
      ...{ status: 1, stdout: "" },
      stderr:
        "seekline: The rules in “mine.json” cannot be used: it is not JSON. docs/redaction.md says what such a file holds.\n",
    });
  });
});

describe("seekline export --redact", () => {
  it.each(exportKinds)("hides every copy in %s", async (as) => {
    const file = seekline.fileOf(log);
    const out = path.join(seekline.makeFolder(), "out");
    const end = await seekline.run(["export", file, "--as", as, "--redact", "--json", "-o", out]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(end.stdout).redacted).toEqual([
      { kind: "githubToken", count: 2 },
      { kind: "password", count: 2 },
    ]);
    expect(fs.readFileSync(out, "latin1")).not.toMatch(shown);
    expect(fs.readFileSync(file, "utf8")).toBe(log);
  });

  it("puts the marker of a spread secret together again", async () => {
    const end = await seekline.run(["export", seekline.fileOf(log), "--as", "messages", "--redact", "-o", "-"]);
    expect(JSON.parse(end.stdout)[0]).toMatchObject({ content: spoken.replace(token, marker) });
    expect(end.stderr).toBe("seekline: 4 secrets were redacted: 2 githubToken, 2 password\n");
  });

  it("says in a timeline what was redacted, and counts what is left", async () => {
    const end = await seekline.run(["export", seekline.fileOf(log), "--as", "timeline", "--redact", "-q", "-o", "-"]);
    expect(JSON.parse(end.stdout).timeline).toMatchObject({
      redacted: { githubToken: 2, password: 2 },
      sensitive: { githubToken: 0, password: 0 },
    });
  });

  it("writes a manifest of the same ranges, by which the export is proven", async () => {
    const file = seekline.fileOf(log);
    const folder = seekline.makeFolder();
    const [out, manifest] = [path.join(folder, "out.jsonl"), path.join(folder, "out.manifest")];
    await seekline.run(["export", file, "--as", "records", "--redact", "-q", "--manifest", manifest, "-o", out]);
    expect(fs.statSync(out).size).toBe(log.length);
    expect(fs.readFileSync(manifest, "utf8")).toContain('"masked":"password"');
    const verified = await seekline.run(["verify", manifest, "--json"]);
    expect(JSON.parse(verified.stdout)).toMatchObject({ verified: true, ranges: 1, records: records.length });
    fs.writeFileSync(file, log.replace("logged in", "lugged in"));
    expect((await seekline.run(["verify", manifest])).status).toBe(1);
  });

  it("takes rules of the user's own from a file", async () => {
    const rules = seekline.fileOf(
      '{"rules":[{"kind":"word","pattern":"lo[g]+ed"}],"without":["password"]}',
      "rules.json",
    );
    const args = ["export", seekline.fileOf(log), "--as", "messages", "--redact-rules", rules, "-q", "-o", "-"];
    const { stdout } = await seekline.run(args);
    expect(stdout).toContain("[word] in with s3cret!pass");
    expect(stdout).toContain(marker);
  });
});

describe("seekline send --redact", () => {
  it("hides secrets in what was there and in what comes", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const file = seekline.fileOf(log);
    const received = path.join(folder, "live.jsonl");
    const holds = (text: string) =>
      vi.waitUntil(() => fs.existsSync(received) && fs.readFileSync(received, "utf8").includes(text), {
        timeout: longestWaitMs,
      });
    const end = await seekline.run(["send", file, "--to", url, "--stream", "live", "--redact", "--follow"], {
      onStart: async (child) => {
        await holds("RUN_FINISHED");
        fs.appendFileSync(file, `{"type":"CUSTOM","value":"later s3cret!pass and AKIAABCDEFGHIJKLMNOP"}\n`);
        await holds("later");
        child.kill("SIGINT");
      },
    });
    expect(end.status).toBe(130);
    const text = fs.readFileSync(received, "utf8");
    expect(text).not.toMatch(shown);
    expect(text).toContain("later [password]* and [awsAccessKey]******");
    expect(text.trimEnd().split("\n").length).toBe(records.length + 1);
    await stop();
  });
});

describe("serve --redact", () => {
  const rulesOf = (text: string): string => seekline.fileOf(text, "rules.json");

  it("tells nothing that is secret, in any form, by the user's rules too", async () => {
    const file = seekline.fileOf(log, "s.jsonl");
    fs.utimesSync(file, 1_700_000_000, 1_700_000_000);
    const told: string[] = [];
    const end = await seekline.run(["serve", path.dirname(file), "--port", "0", "--redact-rules", rulesOf(own)], {
      onStart: (child) => {
        const ask = async (address: string): Promise<void> => {
          for (const form of ["", "?raw=1"]) {
            const stream = await openStream(`${address}/sessions/s.jsonl/events${form}`);
            await stream.ended;
            told.push(stream.events.map(({ data }) => data).join("\n"));
          }
        };
        child.onOutput((text) => {
          const [, address = ""] = /serving at (http:\S+)\/sessions\n/.exec(text) ?? [];
          void ask(address).finally(() => child.kill("SIGINT"));
        });
      },
    });
    expect(end).toMatchObject({ status: 130, stderr: "" });
    expect(told.length).toBe(2);
    for (const text of told) {
      expect(text).toContain("[password]");
      expect(text).toContain('"****** in with');
      expect(text).not.toMatch(shown);
    }
  });

  it("does not begin with rules that cannot be read", async () => {
    const file = seekline.fileOf(log, "s.jsonl");
    const { status, stdout, stderr } = await seekline.run([
      "serve",
      file,
      "--port",
      "0",
      "--redact-rules",
      rulesOf("{"),
    ]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("“rules.json”");
  });
});

/** A rule of the user's own. */
const own = JSON.stringify({ rules: [{ kind: "loggedIn", text: "logged" }] });
