import fs from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { sharedPages } from "../paging/pageCache.ts";
import { LibraryProblems } from "./libraryProblems.ts";
import { listSessions, pageSessions } from "./listSessions.ts";
import { ownFolder, usualPlaces } from "./places.ts";
import { searchSessions } from "./searchSessions.ts";
import type { SessionFacts } from "./sessionFacts.ts";

const makeFolder = temporaryFolders();
let home = "";

beforeEach(() => {
  home = makeFolder();
});

function write(name: string, records: readonly object[] | string, modifiedS = 1_770_000_000): string {
  const file = path.join(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = typeof records === "string" ? records : records.map((record) => `${JSON.stringify(record)}\n`).join("");
  fs.writeFileSync(file, text);
  fs.utimesSync(file, modifiedS, modifiedS);
  return file;
}

async function list(env: Readonly<Record<string, string>> = {}, limit = pageSessions, token?: string) {
  const page = await listSessions(usualPlaces(env, home), limit, token);
  if (!page.ok) throw new Error(page.failure.code);
  return page.value;
}

const names = (sessions: readonly SessionFacts[]) => sessions.map((session) => path.relative(home, session.path));

function claude(uuid: string, parentUuid: string | null, second: number, message: object, type = "user"): object {
  const timestamp = `2026-03-01T10:00:${String(second).padStart(2, "0")}.000Z`;
  return {
    parentUuid,
    isSidechain: false,
    cwd: "/home/me/shop",
    sessionId: "s",
    version: "2.1.78",
    type,
    uuid,
    timestamp,
    message,
  };
}

const prompt = (text: string): object => ({ role: "user", content: text });
const answer = (text: string): object => ({
  id: text,
  role: "assistant",
  model: "x",
  content: [{ type: "text", text }],
});

describe("the library", () => {
  it("knows the usual places of every family, and what is a session there", async () => {
    const sessions = [
      [".claude/projects/-home-me-shop/a1.jsonl", "claude-code"],
      [".config/claude/projects/-home-me/a2.jsonl", "claude-code"],
      [".codex/sessions/2026/03/01/rollout-2026-03-01T10-00-00-b1.jsonl", "codex-rollout"],
      [".codex/archived_sessions/rollout-b2.jsonl", "codex-rollout"],
      [".gemini/tmp/shop/chats/session-2026-03-01T10-00-c1.jsonl", "gemini"],
      [".qwen/projects/-home-me-shop/chats/d1.jsonl", "qwen"],
      [".pi/agent/sessions/--home-me-shop--/2026_e1.jsonl", "pi"],
      [".copilot/session-state/f1/events.jsonl", "copilot"],
      [".factory/sessions/-home-me-shop/g1.jsonl", "droid"],
      [".kimi-code/sessions/wd_shop_1/session_h1/agents/main/wire.jsonl", "kimi"],
    ] as const;
    for (const [name] of sessions) write(name, [{}]);
    const found = (await list()).sessions;
    expect(found.map(({ format }, at) => [names(found)[at], format]).sort()).toEqual([...sessions].sort());
  });

  it("opens nothing but sessions: no keys, tokens, databases, links and hidden files", async () => {
    const session = write(".claude/projects/p/a.jsonl", [claude("u", null, 0, prompt("hello"))]);
    for (const name of [
      ...[
        ".claude/.credentials.json",
        ".claude/history.jsonl",
        ".claude/sessions/1.key",
        ".claude/projects/p/.a.jsonl",
      ],
      ...[
        ".claude/projects/p/token.txt",
        ".claude/projects/p/deep/er/x.jsonl",
        ".codex/auth.json",
        ".codex/history.jsonl",
      ],
      ...[".codex/sessions/2026/03/01/other.jsonl", ".gemini/oauth_creds.json", ".gemini/tmp/shop/logs.json"],
      ...[
        ".qwen/oauth_creds.json",
        ".qwen/usage_record.jsonl",
        ".pi/agent/auth.json",
        ".copilot/session-state/a/index.db",
        ".kimi-code/sessions/wd_shop_1/session_h1/agents/agent-0/wire.jsonl",
      ],
    ]) {
      write(name, '{"secret":"x"}\n');
    }
    fs.symlinkSync(path.join(home, ".codex/auth.json"), path.join(home, ".claude/projects/p/link.jsonl"));
    fs.symlinkSync(path.join(home, ".codex"), path.join(home, ".claude/projects/linked"));
    const opened = vi.spyOn(fs, "openSync");
    expect(names((await list()).sessions)).toEqual([".claude/projects/p/a.jsonl"]);
    expect(opened.mock.calls.flatMap(([file]) => (String(file).startsWith(home) ? [file] : []))).toEqual([session]);
  });

  it("says what a session was about, when and where it ran, and what went wrong last", async () => {
    write(".claude/projects/p/a.jsonl", [
      claude("u1", null, 1, prompt("Mend the\n  shop\u0007")),
      claude("u2", "u1", 3, answer("done"), "assistant"),
      claude("u3", "u2", 9, prompt("And the door")),
    ]);
    expect((await list()).sessions).toEqual([
      {
        path: path.join(home, ".claude/projects/p/a.jsonl"),
        format: "claude-code",
        title: "Mend the shop\u0007",
        project: "/home/me/shop",
        started: Date.parse("2026-03-01T10:00:01Z"),
        ended: Date.parse("2026-03-01T10:00:09Z"),
        modified: 1_770_000_000_000,
        bytes: fs.statSync(path.join(home, ".claude/projects/p/a.jsonl")).size,
        prompts: 2,
        arePromptsExact: true,
        lastError: undefined,
      },
    ]);
    const fromEditor = "# Context from my IDE setup:\n\n## Open tabs:\n\n## My request for Codex:\nPaint the door";
    write(".claude/projects/p/a.jsonl", [claude("u1", null, 1, prompt(fromEditor))]);
    expect((await list()).sessions[0]).toMatchObject({ title: "Paint the door" });
    write(".claude/projects/p/a.jsonl", [
      claude("u1", null, 1, prompt("Mend it")),
      { type: "custom-title", customTitle: "The shop", sessionId: "s" },
      { ...claude("u2", "u1", 2, answer("API Error: 500 broken"), "assistant"), isApiErrorMessage: true },
    ]);
    expect((await list()).sessions[0]).toMatchObject({
      title: "The shop",
      lastError: expect.stringContaining("500 broken"),
    });
  });

  it("reads a bounded part of head and tail, however long a session and its lines are", async () => {
    const long = (size: number) => claude("m", "u1", 5, answer("x".repeat(size)), "assistant");
    const file = write(".claude/projects/p/a.jsonl", [
      claude("u1", null, 1, prompt("first")),
      ...Array.from({ length: 40 }, () => long(100_000)),
      claude("u9", "m", 59, prompt("last")),
    ]);
    write(".claude/projects/p/b.jsonl", `{"a":"${"y".repeat(5_000_000)}"}\n`);
    const read = vi.spyOn(fs, "readSync");
    const [a, b] = (await list()).sessions;
    expect(a).toMatchObject({ path: file, title: "first", prompts: 2, arePromptsExact: false });
    expect((a?.ended ?? 0) - (a?.started ?? 0)).toBe(58_000);
    expect(b).toMatchObject({ title: undefined, prompts: 0 });
    const bytes = read.mock.results.reduce((sum, { value }) => sum + Number(value), 0);
    expect(bytes).toBeLessThan(2 * 200 * 1024);
  });

  it("gives pages, written last first, each session once, also when one is written meanwhile", async () => {
    const count = 1_203;
    for (let at = 0; at < count; at += 1) {
      // Several of one time.
      write(
        `.claude/projects/p${at % 7}/s${at}.jsonl`,
        [claude("u", null, 0, prompt(`s${at}`))],
        1_700_000_000 + Math.floor(at / 3),
      );
    }
    const found: SessionFacts[] = [];
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const opened = vi.spyOn(fs, "openSync").mockClear();
      const { sessions, next } = await list({}, 500, token);
      // The page, and nothing else, was opened.
      expect(opened.mock.calls.filter(([file]) => String(file).startsWith(home)).length).toBe(sessions.length);
      sizes.push(sessions.length);
      found.push(...sessions);
      token = next;
      write(`.claude/projects/p0/new${sizes.length}.jsonl`, [claude("u", null, 0, prompt("new"))], 1_800_000_000);
    } while (token !== undefined);
    expect(sizes).toEqual([500, 500, 203]);
    expect(new Set(found.map((session) => session.path)).size).toBe(count);
    const times = found.map(({ modified }) => modified);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect((await listSessions([], 10, "nonsense")).ok).toBe(false);
  });

  it("takes the pages of one session for hundreds of them, and reads a head and a tail of each", async () => {
    const records = Array.from({ length: 60 }, (_, n) => claude(`u${n}`, `u${n - 1}`, n, prompt("x".repeat(400))));
    for (let at = 0; at < 300; at++) write(`.claude/projects/p/s${at}.jsonl`, records);
    for (let at = 0; at < 200; at++) {
      write(`.codex/sessions/2026/03/01/rollout-${at}.jsonl`, [
        { timestamp: "2026-03-01T10:00:00Z", type: "session_meta", payload: { id: `${at}`, cwd: "/home/me" } },
        ...Array.from({ length: 60 }, (_, n) => ({
          timestamp: "2026-03-01T10:00:01Z",
          type: "event_msg",
          payload: { type: "user_message", message: `${n} ${"y".repeat(400)}` },
        })),
      ]);
    }
    // The first of a family loads it.
    await list({}, 2);
    await list();
    vi.restoreAllMocks();
    const before = sharedPages.count;
    const read = vi.spyOn(fs, "readSync");
    const written = vi.spyOn(fs, "writeSync");
    expect((await list()).sessions.length).toBe(500);
    expect(read.mock.calls.length).toBe(2 * 500);
    expect(read.mock.results.reduce((sum, { value }) => sum + Number(value), 0)).toBe(500 * 16 * 1024);
    expect(written.mock.calls.length).toBe(0);
    expect(sharedPages.count).toBeLessThanOrEqual(before);
    vi.restoreAllMocks();
  });

  it("goes where the environment says, and into folders of the user's", async () => {
    write("elsewhere/claude/projects/p/a.jsonl", [claude("u", null, 0, prompt("a"))]);
    write("elsewhere/codex/sessions/2026/03/01/rollout-b.jsonl", [{}]);
    write("elsewhere/config/claude/projects/p/c.jsonl", [claude("u", null, 0, prompt("c"))]);
    write("elsewhere/pi/sessions/p/d.jsonl", [{}]);
    write("elsewhere/copilot/session-state/e/events.jsonl", [{}]);
    const env = {
      CLAUDE_CONFIG_DIR: path.join(home, "elsewhere/claude"),
      CODEX_HOME: path.join(home, "elsewhere/codex"),
      XDG_CONFIG_HOME: path.join(home, "elsewhere/config"),
      PI_CODING_AGENT_DIR: path.join(home, "elsewhere/pi"),
      COPILOT_HOME: path.join(home, "elsewhere/copilot"),
      GEMINI_CLI_HOME: path.join(home, "other"),
    };
    write("other/.gemini/tmp/p/chats/session-f.jsonl", [{}]);
    expect((await list(env)).sessions.length).toBe(6);
    expect((await list()).sessions.length).toBe(0);
    fs.copyFileSync("samples/weather-agent.jsonl", path.join(home, "elsewhere/weather.jsonl"));
    write("elsewhere/notes.txt", "{}\n");
    const page = await listSessions([ownFolder(path.join(home, "elsewhere"))], 100, undefined);
    const sessions = page.ok ? page.value.sessions : [];
    expect(sessions.length).toBe(6);
    expect(sessions.find(({ format }) => format === "ag-ui")).toMatchObject({
      title: expect.stringContaining("Lyon"),
      prompts: expect.any(Number),
      started: Date.parse("2026-06-05T16:42:00.014Z"),
    });
  });

  it("names what cannot be looked through, once, and lists the others", async () => {
    for (const name of ["one", "two", "closed/three"])
      write(`own/${name}.jsonl`, [claude("u", null, 0, prompt("roses"))]);
    const [closed, broken] = [path.join(home, "own/closed"), path.join(home, "own/two.jsonl")];
    const [readFolder, open] = [fs.readdirSync, fs.openSync];
    const refuse = (): never => {
      throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    };
    vi.spyOn(fs, "readdirSync").mockImplementation((...[place, options]: Parameters<typeof readFolder>) =>
      path.resolve(String(place)) === closed ? refuse() : readFolder(place, options),
    );
    vi.spyOn(fs, "openSync").mockImplementation((...args) => (args[0] === broken ? refuse() : open(...args)));
    vi.stubEnv("SEEKLINE_RIPGREP", "none");
    const places = [ownFolder(path.join(home, "own"))];
    const looks = [
      (problems: LibraryProblems) => listSessions(places, 10, undefined, undefined, problems),
      (problems: LibraryProblems) => {
        const { signal } = new AbortController();
        return searchSessions(places, { text: "roses", signal, problems }, 10, undefined);
      },
    ];
    for (const look of looks) {
      const problems = new LibraryProblems();
      const page = await look(problems);
      expect(page.ok && names(page.value.sessions)).toEqual(["own/one.jsonl"]);
      expect(problems.listed).toEqual([
        { path: closed, word: "EACCES" },
        { path: broken, word: "EACCES" },
      ]);
      expect(problems.sentence()).toBe(
        `“${closed}” cannot be read (EACCES), nor can 1 more: sessions may be missing from this list.`,
      );
    }
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it("counts each that cannot be read once, also behind those that are listed", () => {
    const problems = new LibraryProblems();
    const refused = Object.assign(new Error("EACCES"), { code: "EACCES" });
    for (let look = 0; look < 3; look++) for (let n = 0; n < 250; n++) problems.tell(`/closed/${n}`, refused);
    expect([problems.count, problems.listed.length, new Set(problems.listed.map(({ path }) => path)).size]).toEqual([
      250, 100, 100,
    ]);
    expect(problems.sentence()).toContain("nor can 249 more");
  });

  it("says nothing of what is gone meanwhile", () => {
    const problems = new LibraryProblems();
    for (const code of ["ENOENT", "ENOTDIR"]) problems.tell("/gone", Object.assign(new Error(code), { code }));
    expect([problems.count, problems.sentence()]).toEqual([0, undefined]);
  });
});
