// One process of the real app: started in a profile, driven through its window, and at its end the certainty that it wrote
// nothing on standard output and error that a terminal obeys, and no stack.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type { RunForm } from "../shared/desktop.ts";
import { printText } from "../shared/printText.ts";

/** Where the built app lies. */
const appFolder = path.resolve(import.meta.dirname, "..");

/** The folders of an app; another start with the same ones goes on where it ended. */
export interface Profile {
  readonly userData: string;
  readonly cache: string;
  readonly spool: string;
  /** Where no session of any program lies. */
  readonly home: string;
}

export interface StartOptions {
  readonly profile: Profile;
  /** How runs of small records are shown, in a profile that is new. */
  readonly runs: RunForm;
  /** Behind the app's own words on its command line. */
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `close` has to be called; `judgeOutput` behind that sees all that was written. */
export interface StartedApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What the page's console and the page itself complained about. A test that provokes errors takes them out. */
  readonly problems: string[];
  /** All that the process has written on standard output and error. */
  output(): string;
  /** Adds to the problems what it has written since this was last called and should not have. */
  judgeOutput(): void;
  close(): Promise<void>;
}

/** Makes nothing by itself: a start makes what it needs. */
export function profileIn(folder: string): Profile {
  return {
    userData: path.join(folder, "user-data"),
    cache: path.join(folder, "cache"),
    spool: path.join(folder, "spool"),
    home: path.join(folder, "home"),
  };
}

/** Resolves when the first window is there; rejects when the process ends before. */
export async function startApp({ profile, runs, words, cwd, env }: StartOptions): Promise<StartedApp> {
  await mkdir(profile.spool, { recursive: true });
  await showRuns(profile.userData, runs);
  nameElectron();
  const electron = await _electron.launch({
    // Chromium's own switches stand before the app's folder.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), appFolder, ...words],
    cwd,
    colorScheme: null, // the app's own theme, not Playwright's
    env: {
      ...definedOnly(process.env),
      SEEKLINE_USER_DATA: profile.userData,
      SEEKLINE_CACHE_DIR: profile.cache,
      SEEKLINE_SPOOL_DIR: profile.spool,
      // No session of whoever runs the tests is listed.
      ...noSessions(profile.home),
      ...env,
    },
  });
  let output = "";
  let judged = 0;
  for (const stream of [electron.process().stdout, electron.process().stderr]) {
    stream?.on("data", (data) => {
      output += String(data);
    });
  }
  const page = await electron.firstWindow();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  await page.locator("#root > *").first().waitFor();

  return {
    electron,
    page,
    problems,
    output: () => output,
    judgeOutput() {
      const lines = output.slice(judged).split("\n");
      judged = output.length;
      problems.push(...lines.filter((line) => line !== printText(line) || /^\s+at .+:\d+:\d+\)?$/.test(line)));
    },
    close: () => electron.close(),
  };
}

/** In a profile that is new. */
async function showRuns(userData: string, runs: RunForm): Promise<void> {
  await mkdir(userData, { recursive: true });
  await writeFile(path.join(userData, "settings.json"), JSON.stringify({ runs }), { flag: "wx" }).catch(
    () => undefined,
  );
}

/** The variables by which programs name the folders of their sessions, and the home of those that have none. */
function noSessions(home: string): Readonly<Record<string, string>> {
  const named = ["CLAUDE_CONFIG_DIR", "CODEX_HOME", "GEMINI_CLI_HOME", "PI_CODING_AGENT_DIR", "COPILOT_HOME"];
  return Object.fromEntries([...named, "XDG_CONFIG_HOME", "HOME"].map((name) => [name, home]));
}

/**
 * Tells the `electron` package, which Playwright asks, where Electron lies. Given an `executablePath` Playwright would
 * start it without the script that holds the app back until it is connected, and one launch in ten would hang.
 */
function nameElectron(): void {
  const found = process.env.SEEKLINE_ELECTRON;
  if (found === undefined || found === "") throw new Error("SEEKLINE_ELECTRON must name Electron: use npm run e2e");
  process.env.ELECTRON_OVERRIDE_DIST_PATH = found.replace(/[/\\](Electron\.app[/\\].*|[^/\\]+)$/, "");
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
