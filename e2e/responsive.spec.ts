// The window never holds up whoever uses it: no task of the page's main thread or of the main process is long, while a
// large log is indexed on all cores, scrolled and filtered.
//
// How long a task takes by the clock says as much of the machine's other work as of the task. So Chromium's trace is asked
// for the processor time of each task, and it is compared with that of a fixed piece of work in the same page, done again
// and again meanwhile, which takes as much longer as everything else where a machine is slow or its cores are shared.

import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { type App, expectIndexed, records, rows, test } from "./app.ts";
import { countOf, type Log } from "./logs.ts";
import { drawnRows, filterField, recordPane, rowCount } from "./workbench.ts";

/** As Chromium names them: the page's main thread, and Electron's main process. */
const threads = ["CrRendererMain", "CrBrowserMain"] as const;
type Thread = (typeof threads)[number];

/** What a person does not notice, in ms. */
const noticedMs = 50;
/** As many units of work as a task may take: a unit takes about 2 ms, and opening a file, the longest task, about 25. */
const mostUnits = 60;

test("no task of the page or of main is long while a log of 1 GB is indexed, scrolled and filtered", async ({
  launch,
  large,
}) => {
  const app = await launch({ isNew: true });
  const trace = await startTrace(app);
  await app.chooseFile(large.file);
  await rows(app.page).nth(2).click();
  await expect(recordPane(app.page)).toContainText("Record 2");
  await expectIndexed(app.page);
  await scroll(app.page);
  await filter(app.page, large);
  const measured = await trace.stop();
  test.info().annotations.push({ type: "longest tasks", description: JSON.stringify(measured) });
  expect(measured.units).toBeGreaterThan(20);
  for (const thread of threads) expect(measured.longest[thread], thread).toBeLessThan(limitFor(measured));
});

for (const thread of threads) {
  test(`a block of ${thread} would be seen`, async ({ launch }) => {
    const app = await launch({ isNew: true });
    await expect(app.page.getByRole("button", { name: "Open the sample" })).toBeVisible();
    const trace = await startTrace(app);
    const units = 2 * mostUnits;
    if (thread === "CrRendererMain") await app.page.evaluate(work, units);
    else await app.electron.evaluate(work, units);
    await app.page.waitForTimeout(3000);
    const measured = await trace.stop();
    expect(measured.longest[thread]).toBeGreaterThan(limitFor(measured));
  });
}

async function scroll(page: Page): Promise<void> {
  const list = records(page);
  await list.hover();
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 500);
  // As somebody drags the scrollbar's thumb.
  for (let step = 1; step <= 20; step += 1) {
    await list.evaluate((element, part) => {
      element.scrollTop = element.scrollHeight * part;
    }, step / 20);
    await drawnRows(page);
  }
}

async function filter(page: Page, large: Log): Promise<void> {
  await filterField(page).click();
  await page.keyboard.type("kind:RUN_STARTED,TEXT_MESSAGE_CONTENT ");
  await expect.poll(() => rowCount(page)).toBe(countOf(large, "RUN_STARTED", "TEXT_MESSAGE_CONTENT"));
  await filterField(page).fill("");
  await page.keyboard.type("weather");
  await expect.poll(() => rowCount(page)).toBeLessThan(large.manifest.records);
  await expect(page.getByRole("progressbar", { name: "Searching" })).toHaveCount(0);
  for (let step = 0; step < 20; step += 1) await page.keyboard.press("F3");
  await filterField(page).fill("");
  await expect.poll(() => rowCount(page)).toBe(large.manifest.records);
}

/**
 * A fixed piece of work, so many times. Runs in the page, where it gets their number, and in main, where Playwright gives
 * it Electron first.
 */
function work(first: unknown, second?: unknown): number {
  const times = Number(second ?? first);
  let hash = 0;
  for (let at = 0; at < times * 1_000_000; at += 1) hash = Math.imul(hash ^ at, 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

interface Measured {
  /** Processor time of one unit of work, in ms: what most of them took at most. */
  readonly unit: number;
  readonly units: number;
  /** Processor time of the longest task of each thread, in ms. */
  readonly longest: Readonly<Record<Thread, number>>;
}

function limitFor({ unit }: Measured): number {
  return Math.max(noticedMs, mostUnits * unit);
}

/** Of Chromium's trace: times in microseconds, `tdur` that of the processor. */
const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).optional(),
});
type TraceEvent = z.infer<typeof eventSchema>;

/** Begins to trace tasks, and to do a unit of work in the page now and then. */
async function startTrace({ electron, page }: App): Promise<{ stop(): Promise<Measured> }> {
  const session = await electron.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value.flatMap(readEvent)));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing", "__metadata"] },
  });
  await page.evaluate(`setInterval(() => { performance.mark("unit of work"); (${work.toString()})(1); }, 100)`);
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
      await session.send("Tracing.end");
      await complete;
      return measure(events);
    },
  };
}

function readEvent(value: unknown): readonly TraceEvent[] {
  const event = eventSchema.safeParse(value);
  return event.success ? [event.data] : [];
}

function measure(events: readonly TraceEvent[]): Measured {
  const threadOf = new Map<string, string>();
  for (const event of events) {
    if (event.name === "thread_name") threadOf.set(`${event.pid} ${event.tid}`, event.args?.name ?? "");
  }
  const marks = events.filter(({ name }) => name === "unit of work");
  const isUnit = (task: TraceEvent) =>
    marks.some(({ pid, tid, ts }) => {
      return pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + (task.dur ?? 0);
    });
  const tasks = events.filter(({ name, ph }) => ph === "X" && name.endsWith("::RunTask"));
  const units = tasks.filter(isUnit).map(({ tdur = 0 }) => tdur / 1000);
  const longest = (thread: Thread) =>
    Math.max(
      0,
      ...tasks
        .filter((task) => threadOf.get(`${task.pid} ${task.tid}`) === thread && !isUnit(task))
        .map(({ tdur = 0 }) => tdur / 1000),
    );
  units.sort((a, b) => a - b);
  return {
    unit: units[Math.floor(units.length * 0.9)] ?? 0,
    units: units.length,
    longest: { CrRendererMain: longest("CrRendererMain"), CrBrowserMain: longest("CrBrowserMain") },
  };
}
