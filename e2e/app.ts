// Starts the real app for a test: a profile and a temporary folder of its own, a file opened by argument, dialog or drop,
// and at the end the certainty that nothing went wrong unseen: no error on the page's console, no broken promise, nothing
// that the content security policy had to stop, no stack and nothing that a terminal obeys on standard output and error.

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  test as base,
  type ElectronApplication,
  expect,
  type Locator,
  type Page,
  type TestInfo,
} from "@playwright/test";
import type { RunForm } from "../shared/desktop.ts";
import { generateLog, type Log } from "./logs.ts";
import { type SharedApp, sharedApp } from "./sharedApp.ts";
import { profileIn, type StartedApp, startApp } from "./startedApp.ts";

/** Samples and the built programs are found from here, wherever the tests were started. */
export const projectRoot = path.resolve(import.meta.dirname, "..");

export interface LaunchOptions {
  /** Opened by argument; in an app that was there before, as handed over by a second start. */
  readonly file?: string;
  /** Words after the app's own, instead of `file`. */
  readonly words?: readonly string[];
  /** Of another start; by default one for this test. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where a relative `file` begins. */
  readonly cwd?: string;
  /** How runs of small records are shown at first; by default record by record, so that each record is a row. */
  readonly runs?: RunForm;
  /**
   * A process of its own. Otherwise one may serve that was there before and is as new (`sharedApp.ts`), which will not do for
   * a start, an end, memory, and whatever a test does in main or to a process.
   */
  readonly isNew?: boolean;
}

/** A running app for one test. What is of a process alone throws unless it was launched with `isNew`. */
export interface App {
  /** Main itself; of an app that `isNew`, since nobody knows what a test changes in it. */
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
  clipboardText(): Promise<string>;
  /** What the page has, in pixels of the screen, at a zoom; as small as no user can make it. */
  resize(width: number, height: number, zoom: number): Promise<void>;
  /** Of an app that `isNew`. */
  enginePid(): Promise<number>;
  /** The most memory the engine has held so far, in bytes. Linux only; for an app that `isNew`. */
  enginePeakMemory(): Promise<number>;
  screenshot(name: string): Promise<void>;
  /** Ends an app that `isNew`. */
  close(): Promise<void>;
}

interface WorkerFixtures {
  /** 1 GB, generated once for all files of tests. */
  readonly large: Log;
  readonly shared: SharedApp;
}

interface Fixtures {
  /** A temporary folder of this test. */
  readonly folder: string;
  readonly launch: (options?: LaunchOptions) => Promise<App>;
}

/** In the place of Playwright's own. After each test, `problems` of its apps have to be empty. */
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

  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const shared = sharedApp();
      await use(shared);
      await shared.end();
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "seekline-e2e-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  launch: async ({ folder, shared }, use, testInfo) => {
    const ends: { readonly app: App; end(): Promise<void> }[] = [];
    const problems: string[] = [];
    const hasFailed = () => testInfo.status !== testInfo.expectedStatus;
    const borrow = async ({ runs = "single", file, words = listOf(file) }: LaunchOptions): Promise<App> => {
      const lent = await shared.lend(runs, words);
      const refuse = () => {
        throw new Error("This app serves other tests too. A test that needs its process says isNew when it launches.");
      };
      const handle = handleOf(lent, { testInfo, electron: refuse, close: refuse });
      const end = async () => {
        await shared.takeBack(hasFailed() || lent.problems.length > 0);
        problems.push(...lent.problems.splice(0));
      };
      ends.push({ app: handle, end });
      return handle;
    };
    const start = async (options: LaunchOptions): Promise<App> => {
      const words = options.words ?? listOf(options.file);
      const { runs = "single", cwd = folder, env = {} } = options;
      const profile = profileIn(folder);
      const { userData = profile.userData } = options;
      const app = await startApp({ profile: { ...profile, userData }, runs, words, cwd, env });
      const close = async () => {
        await app.close();
        app.judgeOutput();
        if (hasFailed()) await testInfo.attach("output", { body: app.output(), contentType: "text/plain" });
      };
      const handle = handleOf(app, { testInfo, electron: () => app.electron, close });
      const end = async () => {
        await close();
        problems.push(...app.problems);
      };
      ends.push({ app: handle, end });
      return handle;
    };

    await use((options = {}) => (ends.length === 0 && canBeShared(options) ? borrow(options) : start(options)));
    for (const [index, { app, end }] of ends.entries()) {
      if (hasFailed()) await app.screenshot(`failed-${index}`).catch(() => undefined);
      await end();
    }
    expect(problems).toEqual([]);
  },
});

/** All that makes a process another one is said when it starts. */
function canBeShared({ isNew, userData, env, cwd, file, words = listOf(file) }: LaunchOptions): boolean {
  if (isNew === true || userData !== undefined || env !== undefined || cwd !== undefined) return false;
  return words.every((word) => path.isAbsolute(word));
}

interface AppUse {
  readonly testInfo: TestInfo;
  /** What is reached into. */
  electron(): ElectronApplication;
  close(): Promise<void>;
}

/** What a test does with an app that runs. */
function handleOf(app: StartedApp, use: AppUse): App {
  const { page } = app;
  const answerOpenDialog = (...files: readonly string[]) =>
    app.electron.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
      },
      [...files],
    );
  const enginePid = async () => {
    const metrics = await use.electron().evaluate(({ app: main }) => main.getAppMetrics());
    const pid = metrics.find(({ name }) => name === "seekline-engine")?.pid;
    if (pid === undefined) throw new Error("there is no engine");
    return pid;
  };
  return {
    get electron() {
      return use.electron();
    },
    page,
    problems: app.problems,
    answerOpenDialog,
    async chooseFile(file) {
      await answerOpenDialog(file);
      await page.getByRole("button", { name: /^Open a transcript/ }).click();
    },
    answerSaveDialog: (file) =>
      app.electron.evaluate(({ dialog }, filePaths) => {
        dialog.showSaveDialog = async () => ({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? "" });
      }, listOf(file)),
    drop: (...files) => dropFiles(app.electron, page, files),
    clipboardText: () => app.electron.evaluate(({ clipboard }) => clipboard.readText()),
    async resize(width, height, zoom) {
      await app.electron.evaluate(
        ({ BrowserWindow }, to) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.setMinimumSize(200, 200);
          window?.setContentSize(to.width, to.height);
          window?.webContents.setZoomFactor(to.zoom);
        },
        { width, height, zoom },
      );
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom);
    },
    enginePid,
    enginePeakMemory: async () => peakMemory(await enginePid()),
    async screenshot(name) {
      const file = use.testInfo.outputPath(`${name}.png`);
      await page.screenshot({ path: file });
      await use.testInfo.attach(name, { path: file, contentType: "image/png" });
    },
    close: use.close,
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

function listOf(file: string | undefined): string[] {
  return file === undefined ? [] : [file];
}

// What a user sees of the page, by role and name.

/** The list as a whole, which has the focus; with two tabs side by side there are two of them. */
export function records(page: Page): Locator {
  return page.getByRole("listbox", { name: "Records" });
}

/** Rows that are drawn: of a long list those on screen and some around them. */
export function rows(page: Page): Locator {
  return records(page).getByRole("option");
}

/** The bar at the bottom. Side by side the two bars are no landmarks, and this finds none. */
export function status(page: Page): Locator {
  return page.getByRole("contentinfo");
}

/** The transcript is open and indexed to its end, and the list has the rows that it asked for: a key moves among them. */
export async function expectIndexed(page: Page): Promise<void> {
  await expect(status(page)).toContainText(/Indexed in|Index kept/, { timeout: 120_000 });
  await expect(records(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0, { timeout: 120_000 });
}

/** The open screen says in one sentence why a file could not be opened. */
export async function expectFailure(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page.getByRole("alert")).toContainText(sentence);
}
