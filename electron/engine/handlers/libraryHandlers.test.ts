import fs from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { librarySessions } from "../../../shared/library.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { createLibraryHandlers } from "./libraryHandlers.ts";

const makeFolder = temporaryFolders();
const sessions = librarySessions + 20;
let project = "";

beforeEach(() => {
  const home = makeFolder();
  for (const name of [
    "CODEX_HOME",
    "GEMINI_CLI_HOME",
    "PI_CODING_AGENT_DIR",
    "COPILOT_HOME",
    "XDG_CONFIG_HOME",
    "HOME",
  ])
    vi.stubEnv(name, path.join(home, "none"));
  vi.stubEnv("CLAUDE_CONFIG_DIR", home);
  project = path.join(home, "projects", "p");
  fs.mkdirSync(project, { recursive: true });
  for (let n = 0; n < sessions; n++) {
    const file = path.join(project, `s${n}.jsonl`);
    const message = { role: "user", content: n % 10 === 0 ? `Ten ${n}` : `one ${n}` };
    fs.writeFileSync(
      file,
      `${JSON.stringify({ type: "user", sessionId: "s", uuid: `${n}`, parentUuid: null, message })}\n`,
    );
    fs.utimesSync(file, 1000 + n, 1000 + n);
  }
});

interface Wanted {
  readonly token?: string | undefined;
  readonly signal?: AbortSignal;
  readonly inTexts?: boolean;
  readonly folders?: readonly string[];
}

async function list(find: string, wanted: Wanted = {}) {
  const { token, signal = new AbortController().signal, inTexts = false, folders = [] } = wanted;
  const offered: string[] = [];
  const offer = (files: readonly string[]) => {
    offered.push(...files);
    return files.map((_, index) => `id ${index}`);
  };
  const { library } = createLibraryHandlers({ offer, folders: () => folders });
  const page = await library({ find, token, inTexts }, { signal, requestId: 1, emit: () => undefined });
  return { page, offered };
}

describe("the library of the page", () => {
  it("comes in pages, written last first, with an id in the place of each path", async () => {
    const { page, offered } = await list("");
    if (!page.ok) throw new Error(page.failure.code);
    expect(page.value.sessions.length).toBe(librarySessions);
    expect(page.value.sessions[0]).toMatchObject({ id: "id 0", name: `s${sessions - 1}.jsonl`, prompts: 1 });
    expect(offered[0]).toBe(path.join(project, `s${sessions - 1}.jsonl`));
    const rest = await list("", { token: page.value.next });
    expect(rest.page).toMatchObject({ ok: true, value: { next: undefined } });
    expect(rest.offered.length).toBe(sessions - librarySessions);
  });

  it("is looked through for words, in any case of letters", async () => {
    const { page } = await list("ten P");
    if (!page.ok) throw new Error(page.failure.code);
    expect(page.value.sessions.map(({ title }) => title)).toEqual([60, 50, 40, 30, 20, 10, 0].map((n) => `Ten ${n}`));
  });

  it("refuses a page that nobody gave, and ends when it is no longer wanted", async () => {
    expect((await list("", { token: "x" })).page).toEqual({ ok: false, failure: { code: "no-such-page" } });
    expect((await list("", { signal: AbortSignal.abort() })).page).toEqual({
      ok: false,
      failure: { code: "cancelled" },
    });
  });
  it("holds the sessions of added folders, in their titles and in all texts, each once", async () => {
    const added = makeFolder();
    const file = path.join(added, "deep", "er", "own.jsonl");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const message = { role: "user", content: "an own one" };
    fs.writeFileSync(
      file,
      `${JSON.stringify({ type: "user", uuid: "u", parentUuid: null, message, note: "zebra" })}\n`,
    );
    // The second one holds the usual place, and the last one is gone.
    const folders = [added, path.dirname(path.dirname(project)), path.join(added, "gone")];
    const found: string[] = [];
    for (let token: string | undefined, isLast = false; !isLast; ) {
      const { page, offered } = await list("", { folders, token });
      if (!page.ok) throw new Error(page.failure.code);
      found.push(...offered);
      token = page.value.next;
      isLast = token === undefined;
    }
    expect(found[0]).toBe(file);
    expect(found.length).toBe(sessions + 1);
    expect(new Set(found).size).toBe(found.length);
    expect((await list("own one", { folders })).offered).toEqual([file]);
    expect((await list("ZEBRA", { folders, inTexts: true })).offered).toEqual([file]);
    expect((await list("zebra", { inTexts: true })).offered).toEqual([]);
  });
});
