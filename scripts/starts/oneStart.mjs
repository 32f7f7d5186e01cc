// One start of a window, timed by what the browser itself notes: nothing looks on while it starts.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright";

/**
 * In milliseconds from the start of the process.
 * @typedef {{ readonly page: number, readonly firstPaint: number, readonly painted: number }} StartTimes
 * `page`: its loading begins; `painted`: what was waited for is on the screen.
 */

/**
 * @param {object} start
 * @param {string} start.electron The program.
 * @param {readonly string[]} start.args
 * @param {Readonly<Record<string, string>>} start.env Beside the own.
 * @param {string | undefined} start.element The element whose first painting is waited for (`elementtiming`); undefined: any.
 * @returns {Promise<StartTimes>}
 */
export async function oneStart({ electron, args, env, element }) {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const began = performance.timeOrigin + performance.now();
  const program = spawn(electron, [...root, "--remote-debugging-port=0", ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(program, "exit");
  try {
    const browser = await chromium.connectOverCDP(await endpointOf(program.stderr));
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error("no page was opened");
    const times = JSON.parse(await page.evaluate(paintTimes(element)));
    return {
      page: times.page - began,
      firstPaint: times.page + times.firstPaint - began,
      painted: times.page + times.painted - began,
    };
  } finally {
    program.kill("SIGKILL");
    await ended;
  }
}

/** @param {import("node:stream").Readable} errors */
async function endpointOf(errors) {
  for await (const line of createInterface({ input: errors })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line);
    // Some time for the start, in which nothing is asked.
    if (found?.[1] !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return found[1];
    }
  }
  throw new Error("the program ended before it had a window");
}

/**
 * As text: scripts know nothing of a page.
 * @param {string | undefined} element
 */
function paintTimes(element) {
  return `new Promise((resolve) => {
    const name = ${JSON.stringify(element ?? null)};
    const answer = (painted) => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      resolve(JSON.stringify({ page: performance.timeOrigin, firstPaint: paint.startTime, painted: painted ?? paint.startTime }));
    };
    if (name === null) {
      new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-contentful-paint").length > 0) answer();
      }).observe({ type: "paint", buffered: true });
      return;
    }
    new PerformanceObserver((list) => {
      const entry = list.getEntries().find(({ identifier }) => identifier === name);
      if (entry !== undefined) answer(entry.startTime);
    }).observe({ type: "element", buffered: true });
  })`;
}
