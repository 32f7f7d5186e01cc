// The packaged app, started and looked at. Its fuses leave no inspector to the usual driver, so the page is driven over
// Chromium's debugging port, which the test asks for.

import { type ChildProcess, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";

export interface StartedApp {
  readonly page: Page;
  readonly process: ChildProcess;
  /** What it has printed on standard error. */
  said(): string;
  /** Closes the window, and waits until nothing runs any more. */
  close(): Promise<void>;
}

/** `env` has to name a home of the test's own. */
export async function startApp(
  launcher: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<StartedApp> {
  const portFile = path.join(env.HOME ?? "", ".config/Seekline/DevToolsActivePort");
  // Of an earlier start.
  await rm(portFile, { force: true });
  const child = spawn(launcher, ["--remote-debugging-port=0", ...words], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await expect.poll(() => portIn(portFile), { message: `the app listens; it said: ${said}` }).toBeGreaterThan(0);
  const address = `http://127.0.0.1:${await portIn(portFile)}`;
  // Who attaches while the page is being made may wait for it for ever, and succeeds at the next try.
  await expect.poll(() => pageUrls(address)).toEqual(["app://seekline/index.html"]);
  const page = await attach(address);
  return {
    page,
    process: child,
    said: () => said,
    async close() {
      await page.close();
      await ended;
    },
  };
}

async function portIn(file: string): Promise<number> {
  const text = await readFile(file, "utf8").catch(() => "0");
  return Number(text.split("\n")[0]);
}

async function attach(address: string): Promise<Page> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onlyPage(await chromium.connectOverCDP(address, { timeout: 15_000 }));
    } catch (error) {
      if (tries === 8) throw error;
    }
  }
}

async function pageUrls(address: string): Promise<readonly unknown[]> {
  const targets: unknown = await (await fetch(`${address}/json/list`)).json();
  return Array.isArray(targets) ? targets.filter(({ type }) => type === "page").map(({ url }) => url) : [];
}

async function onlyPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error("the app has no context");
  return context.pages()[0] ?? (await context.waitForEvent("page"));
}
