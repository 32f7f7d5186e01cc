// One app serves many tests, since a start costs more than most of them do: it lends itself to one test at a time, and is
// put back to how it was when it was new. Whether it is, is looked at and not believed: what the page shows and remembers, what
// main and its files hold, what the engine has open. An app of which that cannot be said is closed, and the next test gets one
// that is started for it. What is not looked at no test may touch: main and the processes themselves.

import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { AppSettings, RunForm } from "../shared/desktop.ts";
import { type Profile, profileIn, type StartedApp, startApp } from "./startedApp.ts";

/** How long an app may take to be as new. On a slow machine a longer wait would gain nothing: a start takes as long. */
const longestMs = 10_000;
/** The program's own files in its profile; all others are Chromium's, and hold nothing that the page does not show. */
const ownFiles = /^[a-z]+\.json$|^(bookmarks|logs)\//;

/** One for each worker. Between `lend` and `takeBack` the app is one test's. */
export interface SharedApp {
  /** The app, which shows the open screen, and then opens these files as if a second start had handed them over. */
  lend(runs: RunForm, files: readonly string[]): Promise<StartedApp>;
  /** The test is done with it. `isSpoilt`: something went wrong. */
  takeBack(isSpoilt: boolean): Promise<void>;
  end(): Promise<void>;
}

interface Running {
  readonly app: StartedApp;
  readonly profile: Profile;
  readonly settings: AppSettings;
  readonly asNew: Looks;
}

/** All by which an app that was used could differ from a new one, by name. */
type Looks = Readonly<Record<string, string>>;

/** Starts nothing until the first test asks. */
export function sharedApp(): SharedApp {
  const folders: string[] = [];
  let running: Running | undefined;

  const start = async (): Promise<Running> => {
    const folder = await mkdtemp(path.join(tmpdir(), "seekline-shared-"));
    folders.push(folder);
    const profile = profileIn(folder);
    const app = await startApp({ profile, runs: "single", words: [], cwd: folder, env: {} });
    await app.electron.evaluate(({ BrowserWindow, dialog }) => {
      const [window] = BrowserWindow.getAllWindows();
      Reflect.set(globalThis, "dialogsAtFirst", { ...dialog });
      Reflect.set(globalThis, "windowAtFirst", { bounds: window?.getBounds(), least: window?.getMinimumSize() });
    });
    const settings: AppSettings = { ...(await app.page.evaluate(() => window.seekline.appSettings())), runs: "single" };
    await renew(app, settings);
    return { app, profile, settings, asNew: await settledLooks(() => looksOf(app, profile)) };
  };
  const close = async () => {
    const closed = running;
    running = undefined;
    await closed?.app.close();
    closed?.app.judgeOutput();
  };
  return {
    async lend(runs, files) {
      running ??= await start();
      const { app } = running;
      if (runs !== "single") {
        await app.page.evaluate((form) => window.seekline.changeAppSettings({ runs: form }), runs);
        await reload(app.page);
      }
      // Another app may have had the focus since.
      await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
      if (files.length > 0) {
        await app.electron.evaluate(({ app: main }, data) => void main.emit("second-instance", {}, [], "/", data), {
          files: [...files],
        });
      }
      return app;
    },
    async takeBack(isSpoilt) {
      if (running === undefined) return;
      const { app, profile, settings, asNew } = running;
      if (!isSpoilt) await renew(app, settings);
      for (const kept of [profile.cache, path.join(profile.userData, "bookmarks")]) {
        await rm(kept, { recursive: true, force: true });
      }
      const difference = isSpoilt ? "it was spoilt" : await differenceFrom(asNew, () => looksOf(app, profile));
      app.judgeOutput();
      if (difference === undefined) return;
      if (!isSpoilt) console.log(`The shared app is started anew, since it is not as it was: ${difference}`);
      await close();
    },
    async end() {
      await close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Forgets all that was done, by the calls by which a user does, and loads the page anew. */
async function renew({ electron, page }: StartedApp, settings: AppSettings): Promise<void> {
  await electron.evaluate(({ BrowserWindow, clipboard, dialog }) => {
    Object.assign(dialog, Reflect.get(globalThis, "dialogsAtFirst"));
    clipboard.clear();
    const [window] = BrowserWindow.getAllWindows();
    const { bounds, least } = Reflect.get(globalThis, "windowAtFirst");
    window?.webContents.setZoomFactor(1);
    window?.setBounds(bounds);
    window?.setMinimumSize(least[0], least[1]);
  });
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null });
  // Out of the window: what lies below the pointer looks different.
  await page.mouse.move(-10, -10);
  const address = page.url();
  // In its place stands a file of it that runs nothing, lest the page tells again what it shows.
  await page.goto(await page.evaluate(() => document.querySelector("link")?.href ?? ""));
  await page.evaluate(async (asNew) => {
    const { seekline } = window;
    await seekline.setTheme("system");
    await seekline.changeAppSettings(asNew);
    await seekline.remember({ places: [], active: -1 });
    await seekline.forgetRecentFiles();
    localStorage.clear();
  }, settings);
  await page.goto(address);
  await page.locator("#root > *").first().waitFor();
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator("#root > *").first().waitFor();
}

async function looksOf({ electron, page }: StartedApp, profile: Profile): Promise<Looks> {
  const shown = await page.evaluate(async () => ({
    page: document.documentElement.outerHTML,
    "what the page keeps": JSON.stringify({ ...localStorage }),
    "what main keeps": JSON.stringify([
      await window.seekline.appSettings(),
      await window.seekline.theme(),
      await window.seekline.recentFiles(),
      await window.seekline.remembered(),
      await window.seekline.libraryFolders(),
    ]),
    "the window": JSON.stringify([innerWidth, innerHeight, devicePixelRatio, document.hasFocus(), scrollX, scrollY]),
  }));
  const main = await electron.evaluate(({ app, BrowserWindow, Menu, nativeTheme }) => {
    const itemsOf = (menu: Electron.Menu | null | undefined): unknown =>
      menu?.items.map(({ label, enabled, checked, visible, submenu }) => [
        label,
        enabled,
        checked,
        visible,
        itemsOf(submenu),
      ]);
    return {
      windows: JSON.stringify(
        BrowserWindow.getAllWindows().map((one) => [
          one.getBounds(),
          one.getMinimumSize(),
          one.webContents.getZoomLevel(),
          one.isFullScreen(),
        ]),
      ),
      menu: JSON.stringify(itemsOf(Menu.getApplicationMenu())),
      theme: nativeTheme.themeSource,
      engine: String(app.getAppMetrics().find(({ name }) => name === "seekline-engine")?.pid),
    };
  });
  return {
    ...shown,
    ...main,
    "files of the engine": openFilesOf(main.engine).join(", "),
    "files of the profile": filesOf(profile.userData).join("\n"),
    "spool folder": filesIn(profile.spool).join(", "),
  };
}

/** Those of transcripts; nothing where the system does not tell. */
function openFilesOf(pid: string): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  if (process.platform !== "linux") return [];
  return readdirSync(folder).flatMap((name) => {
    try {
      const file = readlinkSync(path.join(folder, name));
      return /jsonl|\/tmp\//.test(file) ? [file] : [];
    } catch {
      return []; // closed meanwhile
    }
  });
}

function filesOf(userData: string): readonly string[] {
  return filesIn(userData).flatMap((name) => {
    if (!ownFiles.test(name)) return [];
    const text = readFileSync(path.join(userData, name), "utf8");
    // As good as none.
    return /^(\[\]|\{\}|null|)$/.test(text) ? [] : [`${name}: ${text}`];
  });
}

/** Paths below the folder. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [path.relative(folder, path.join(entry.parentPath, entry.name))] : []))
    .sort();
}

/** What is not yet as it was, in a sentence; undefined once all is. */
async function differenceFrom(asNew: Looks, look: () => Promise<Looks>): Promise<string | undefined> {
  const until = performance.now() + longestMs;
  for (;;) {
    const looks = await look();
    const name = Object.keys(looks).find((one) => looks[one] !== asNew[one]);
    if (name === undefined) return undefined;
    if (performance.now() > until) return `${name}: ${firstDifference(looks[name] ?? "", asNew[name] ?? "")}`;
    await setTimeout(50);
  }
}

/** Once nothing changes any more by itself. */
async function settledLooks(look: () => Promise<Looks>): Promise<Looks> {
  for (let before = await look(); ; ) {
    await setTimeout(100);
    const now = await look();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

function firstDifference(a: string, b: string): string {
  const at = [...a].findIndex((letter, place) => letter !== b[place]);
  const around = (text: string) => text.slice(Math.max(0, at - 40), at + 80);
  return `“${around(a)}” instead of “${around(b)}”`;
}
