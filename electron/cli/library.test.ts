// `library` as a program of its own, in a home of its own.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { maxSearchLength } from "../../shared/filter/filterTree.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

/** A home with so many sessions of Codex. */
function homeWith(count: number): Readonly<Record<string, string>> {
  const HOME = seekline.makeFolder();
  const folder = path.join(HOME, ".codex/sessions/2026/03/01");
  fs.mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at += 1) {
    const payload = {
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: `prompt \u001b[31m${at}` }],
    };
    const meta = { timestamp: "2026-03-01T10:00:00.000Z", type: "session_meta", payload: { id: `${at}`, cwd: "/p" } };
    const said = { timestamp: "2026-03-01T10:00:05.000Z", type: "response_item", payload };
    fs.writeFileSync(path.join(folder, `rollout-${at}.jsonl`), `${JSON.stringify(meta)}\n${JSON.stringify(said)}\n`);
  }
  return { HOME, USERPROFILE: HOME, CODEX_HOME: "", CLAUDE_CONFIG_DIR: "", XDG_CONFIG_HOME: "" };
}

describe("seekline library", () => {
  it("lists sessions for people, and makes hostile names harmless", async () => {
    const end = await seekline.run(["library"], { env: homeWith(1) });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const [title, facts, file] = end.stdout.split("\n");
    expect(title).toBe("prompt \\u{1b}[31m0");
    expect(facts).toMatch(/^ {2}2026-03-01 10:00:00.000 UTC · 5.0 s · Codex rollout · 1 prompt · 2\d\d B · \/p$/);
    expect(file).toMatch(/^ {2}\/.+\/rollout-0\.jsonl$/);
    expect((await seekline.run(["library"], { env: homeWith(0) })).stdout).toContain("No sessions were found");
  });

  it("gives pages as JSON", async () => {
    const env = homeWith(7);
    const first = JSON.parse((await seekline.run(["library", "--json", "--limit", "5"], { env })).stdout);
    expect(first.sessions.length).toBe(5);
    expect(first.sessions[0]).toMatchObject({
      format: "codex-rollout",
      durationMs: 5_000,
      prompts: 1,
      promptsExact: true,
    });
    const next = await seekline.run(["library", "--json", "--continue", first.continue], { env });
    const { sessions, continue: none } = JSON.parse(next.stdout);
    expect(sessions.length).toBe(2);
    expect(none).toBeUndefined();
  });

  it("finds sessions by a text that stands anywhere in them, in pages", async () => {
    const env = homeWith(7);
    const folder = path.join(env.HOME ?? "", ".codex/sessions/2026/03/01");
    const more = (name: string, text: string) =>
      fs.appendFileSync(path.join(folder, name), `${"{}\n".repeat(50_000)}${JSON.stringify({ type: "x", text })}\n`);
    more("rollout-2.jsonl", "the Wrought “gate”\nof iron");
    more("rollout-5.jsonl", "a wrought “GATE”\nof oak");
    for (const program of [undefined, "none"]) {
      const run = async (...args: readonly string[]) =>
        seekline.run(["library", "--json", "--search", "wrought “gate”\nof", ...args], {
          env: { ...env, SEEKLINE_RIPGREP: program },
        });
      const all = JSON.parse((await run()).stdout);
      const names = (sessions: readonly { readonly path: string }[]) => sessions.map((one) => path.basename(one.path));
      expect(names(all.sessions).sort()).toEqual(["rollout-2.jsonl", "rollout-5.jsonl"]);
      expect(all.continue).toBeUndefined();
      const first = JSON.parse((await run("--limit", "1")).stdout);
      const second = JSON.parse((await run("--limit", "1", "--continue", first.continue)).stdout);
      expect(names([...first.sessions, ...second.sessions])).toEqual(names(all.sessions));
    }
    expect((await seekline.run(["library", "--search", "zebra"], { env })).stdout).toBe(
      "No session holds this text.\n",
    );
    expect(await seekline.run(["library", "--search", " "], { env })).toMatchObject({ status: 2 });
  });

  it("finds sessions by a text as long as a filter may look for, and says of a longer one that it is too long", async () => {
    const env = homeWith(2);
    const text = "éжшé".repeat(maxSearchLength / 4);
    const file = path.join(env.HOME ?? "", ".codex/sessions/2026/03/01/rollout-1.jsonl");
    fs.appendFileSync(file, `${JSON.stringify({ type: "x", text })}\n`);
    const search = async (wanted: string) =>
      JSON.parse((await seekline.run(["library", "--json", "--search", wanted], { env })).stdout).sessions;
    expect(await search(text)).toMatchObject([{ path: file }]);
    expect(await search(`!${text.slice(1)}`)).toEqual([]);
    const longer = await seekline.run(["library", "--search", `${text}!`], { env });
    expect(longer).toMatchObject({ status: 2, stderr: expect.stringContaining("more than 1000 characters") });
  });

  it("says what is wrong in one sentence", async () => {
    const env = homeWith(0);
    expect((await seekline.run(["library", "--limit", "501"], { env })).stderr).toContain(
      "--limit takes a number from 1 to 500",
    );
    expect(await seekline.run(["library", "--continue", "x"], { env })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^seekline: --continue takes what the page before gave/),
    });
    expect((await seekline.run(["library", path.join(env.HOME ?? "", "no")], { env })).stderr).toContain(
      "There is no folder",
    );
  });
});
