// How long frames take while the app is scrolled: `npm run frames -- FILE`, by wheel, by key held down and by dragging the scroll bar,
// in the list and in the conversation. Prints the frames, how many of them showed no row and no item, their median, p95 and longest,
// and the longest task of the page's thread.
// Needs a display, or xvfb-run; without a graphics card frames are drawn by the processor, which is what they then measure.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "playwright";
import { findElectron } from "./findElectron.mjs";
import { projectRoot } from "./projectRoot.mjs";

/** @typedef {import("playwright").Page} Page */

const file = path.resolve(process.argv[2] ?? path.join(projectRoot, "samples/many-runs.jsonl"));
/** Of each way to scroll. */
const seconds = 4;

/** Runs in the page, of whose globals this program's types know nothing. */
const watch = `{
  const seen = { frames: [], tasks: [], blank: 0, runs: true };
  const isShown = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 150 && top < innerHeight - 40;
  };
  const shown = ":is([role=option], article):not([aria-busy=true]), [data-stand-in] > *";
  globalThis.seenFrames = seen;
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: "longtask" });
  let last = performance.now();
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    if (![...document.querySelectorAll(shown)].some(isShown)) seen.blank += 1;
    if (seen.runs) requestAnimationFrame(frame);
    else observer.disconnect();
  };
  requestAnimationFrame(frame);
}`;

process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname((await findElectron()).path);
const profile = await mkdtemp(path.join(tmpdir(), "seekline-frames-"));
const app = await _electron.launch({
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), projectRoot, file],
  env: {
    ...process.env,
    SEEKLINE_USER_DATA: path.join(profile, "user-data"),
    SEEKLINE_CACHE_DIR: path.join(profile, "cache"),
  },
});
try {
  const page = await app.firstWindow();
  await page.getByRole("option").nth(3).waitFor();
  await page
    .getByRole("contentinfo")
    .getByText(/Indexed in|Index kept/)
    .waitFor({ timeout: 600_000 });
  await page.getByRole("option").nth(3).click();
  console.log("what                      frames   blank  median    p95  longest  longest task   (ms)");
  await tell(page, "still", () => page.waitForTimeout(seconds * 1000));
  await tell(page, "list, wheel", () => wheel(page));
  await tell(page, "list, key held down", () => holdKey(page, "ArrowDown"));
  await tell(page, "list, pages by key", () => holdKey(page, "PageUp"));
  await tell(page, "list, scroll bar dragged", () =>
    dragScrollBar(page, page.getByRole("listbox", { name: "Records" })),
  );
  await page.getByRole("option", { selected: true }).or(page.getByRole("option")).first().click();
  await page.keyboard.press("2");
  await page.getByRole("article").first().waitFor({ timeout: 600_000 });
  await tell(page, "conversation, wheel", () => wheel(page));
  await tell(page, "conversation, pages by key", () => holdKey(page, "PageUp"));
  const feed = page.getByRole("feed").locator("xpath=../..");
  await tell(page, "conversation, scroll bar", () => dragScrollBar(page, feed));
} finally {
  await app.close();
  await rm(profile, { recursive: true, force: true });
}

/** @param {Page} page */
async function wheel(page) {
  await page.mouse.move(500, 500);
  await forAWhile(() => page.mouse.wheel(0, 240));
}

/**
 * Up and down with the thumb in the hand.
 *
 * @param {Page} page
 * @param {import("playwright").Locator} scroller
 */
async function dragScrollBar(page, scroller) {
  const box = await scroller.boundingBox();
  if (box === null) throw new Error("there is nothing to scroll");
  const part = await scroller.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
    top: scrollTop / scrollHeight,
    height: clientHeight / scrollHeight,
  }));
  const thumb = Math.max(32, part.height * box.height);
  const way = box.height - thumb;
  const begin = box.y + thumb / 2 + (part.top / Math.max(1e-9, 1 - part.height)) * way;
  const x = box.x + box.width - 6;
  await page.mouse.move(x, begin);
  await page.mouse.down();
  let at = 0;
  await forAWhile(() => {
    at += 1;
    return page.mouse.move(x, box.y + thumb / 2 + (Math.abs((at % 200) - 100) / 100) * way);
  });
  await page.mouse.up();
}

/**
 * @param {Page} page
 * @param {string} key
 */
function holdKey(page, key) {
  return forAWhile(() => page.keyboard.press(key));
}

/** @param {() => Promise<void>} act */
async function forAWhile(act) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}

/**
 * @param {Page} page
 * @param {string} what
 * @param {() => Promise<void>} act
 */
async function tell(page, what, act) {
  await page.evaluate(watch);
  await act();
  const { frames, tasks, blank } = await page.evaluate(() => {
    const seen = Reflect.get(globalThis, "seenFrames");
    seen.runs = false;
    return {
      frames: /** @type {number[]} */ (seen.frames),
      tasks: /** @type {number[]} */ (seen.tasks),
      blank: Number(seen.blank),
    };
  });
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  const cells = [
    String(frames.length).padStart(7),
    String(blank).padStart(7),
    at(0.5).padStart(7),
    at(0.95).padStart(6),
    at(1).padStart(8),
  ];
  console.log(
    `${what.padEnd(25)} ${cells.join(" ")} ${Math.max(0, ...tasks)
      .toFixed(0)
      .padStart(13)}`,
  );
}
