// Starts the real app for a test: a profile and a temporary folder of its own, a file opened by argument, dialog or drop,
// and at the end the certainty that nothing went wrong unseen: no error on the page's console, no broken promise, nothing
// that the content security policy had to stop, no stack and nothing that a terminal obeys on standard output and error.

import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Locator,
  type Page,
  type TestInfo,
} from "@playwright/test";
import { printText } from "../shared/printText.ts";
import { generateLog, type Log } from "./logs.ts";

export const projectRoot = path.resolve(import.meta.dirname, "..");

export interface LaunchOptions {
  /** Opened by argument. */
  readonly file?: string;
  /** Words after the app's own, instead of `file`. */
  readonly words?: readonly string[];
  /** Of another start; by default one for this test. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where a relative `file` begins. */
  readonly cwd?: string;
  /** How runs of small records are shown at first; by default record by record, so that each record is a row. */
  readonly runs?: "folded" | "single";
}

export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What the page's console and the page itself complained about. A test that provokes errors takes them out. */
  readonly problems: string[];
  /** Presses the open screen's button; the system's dialog, which no test can see, answers with this file. */
  chooseFile(file: string): Promise<void>;
  /** The next open dialogs answer so; none is Cancel. */
  answerOpenDialog(...files: readonly string[]): Promise<void>;
  /** The next save dialogs answer so; undefined is Cancel. */
  answerSaveDialog(file: string | undefined): Promise<void>;
  /** Drops files from the desktop on the middle of the window. */
  drop(...files: readonly string[]): Promise<void>;
  enginePid(): Promise<number>;
  /** The most memory the engine has held so far, in bytes. Linux only. */
  enginePeakMemory(): Promise<number>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

interface WorkerFixtures {
  /** 1 GB, generated once for all files of tests. */
  readonly large: Log;
}

interface Fixtures {
  /** A temporary folder of this test. */
  readonly folder: string;
  readonly launch: (options?: LaunchOptions) => Promise<App>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  large: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), "seekline-large-"));
      await use(await generateLog(folder, "large", "1gb", 31));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 10 * 60_000 },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "seekline-e2e-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  launch: async ({ folder }, use, testInfo) => {
    const started: App[] = [];
    await use(async (options = {}) => {
      const app = await launch(options, folder, testInfo);
      started.push(app);
      return app;
    });
    for (const [index, app] of started.entries()) {
      if (testInfo.status !== testInfo.expectedStatus) await app.screenshot(`failed-${index}`).catch(() => undefined);
      await app.close();
    }
    expect(started.flatMap(({ problems }) => problems)).toEqual([]);
  },
});

/** In a profile that is new. */
async function showRuns(userData: string, runs: "folded" | "single"): Promise<void> {
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

async function launch(options: LaunchOptions, folder: string, testInfo: TestInfo): Promise<App> {
  const spool = path.join(folder, "spool");
  await mkdir(spool, { recursive: true });
  const userData = options.userData ?? path.join(folder, "user-data");
  await showRuns(userData, options.runs ?? "single");
  const words = options.words ?? (options.file === undefined ? [] : [options.file]);
  nameElectron();
  const electron = await _electron.launch({
    // Chromium's own switches stand before the app's folder.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), projectRoot, ...words],
    cwd: options.cwd ?? folder,
    colorScheme: null, // the app's own theme, not Playwright's
    env: {
      ...definedOnly(process.env),
      SEEKLINE_USER_DATA: userData,
      SEEKLINE_CACHE_DIR: path.join(folder, "cache"),
      SEEKLINE_SPOOL_DIR: spool,
      // No session of whoever runs the tests is listed.
      ...noSessions(path.join(folder, "home")),
      ...options.env,
    },
  });
  let output = "";
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

  const answerOpenDialog = (...files: readonly string[]) =>
    electron.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
      },
      [...files],
    );

  const enginePid = async () => {
    const metrics = await electron.evaluate(({ app }) => app.getAppMetrics());
    const pid = metrics.find(({ name }) => name === "seekline-engine")?.pid;
    if (pid === undefined) throw new Error("there is no engine");
    return pid;
  };

  return {
    electron,
    page,
    problems,
    answerOpenDialog,
    async chooseFile(file) {
      await answerOpenDialog(file);
      await page.getByRole("button", { name: /^Open a transcript/ }).click();
    },
    answerSaveDialog: (file) =>
      electron.evaluate(({ dialog }, filePaths) => {
        dialog.showSaveDialog = async () => ({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? "" });
      }, listOf(file)),
    drop: (...files) => dropFiles(electron, page, files),
    enginePid,
    enginePeakMemory: async () => peakMemory(await enginePid()),
    async screenshot(name) {
      const file = testInfo.outputPath(`${name}.png`);
      await page.screenshot({ path: file });
      await testInfo.attach(name, { path: file, contentType: "image/png" });
    },
    async close() {
      await electron.close();
      problems.push(
        ...output.split("\n").filter((line) => line !== printText(line) || /^\s+at .+:\d+:\d+\)?$/.test(line)),
      );
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach("output", { body: output, contentType: "text/plain" });
      }
    },
  };
}

/** A drag from outside, as the browser process sees it: the page gets `File`s that have a path on disk. */
async function dropFiles(electron: ElectronApplication, page: Page, files: readonly string[]): Promise<void> {
  const session = await electron.context().newCDPSession(page);
  const { x, y } = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }));
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", { type, x, y, data });
  await send("dragEnter");
  // A drop counts once the page has said that it takes what is dragged.
  await page.getByText("Drop to open").waitFor();
  await send("dragOver");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await send("drop");
  await session.detach();
}

function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} tells no peak memory`);
  return Number(kibibytes) * 1024;
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

function listOf(file: string | undefined): string[] {
  return file === undefined ? [] : [file];
}

// What a user sees of the page, by role and name.

export function records(page: Page): Locator {
  return page.getByRole("listbox", { name: "Records" });
}

export function rows(page: Page): Locator {
  return records(page).getByRole("option");
}

export function status(page: Page): Locator {
  return page.getByRole("contentinfo");
}

/** The transcript is open and indexed to its end. */
export async function expectIndexed(page: Page): Promise<void> {
  await expect(status(page)).toContainText(/Indexed in|Index kept/, { timeout: 120_000 });
}

/** The open screen says in one sentence why a file could not be opened. */
export async function expectFailure(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page.getByRole("alert")).toContainText(sentence);
}
