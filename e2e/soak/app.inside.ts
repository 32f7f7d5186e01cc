// The app under load for hours: a log that grows by a thousand lines a second, somebody who works with it all the time, and an
// engine that is killed ten minutes after it was started. Nothing may grow (`bench/soak/judge.ts`), and in the end the app has
// every line.

import { createWriteStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { themes } from "../../bench/picture.ts";
import { judge } from "../../bench/soak/judge.ts";
import { drawSoak } from "../../bench/soak/picture.ts";
import { bytesIn, heldBy, namelessBytes, type Sample } from "../../bench/soak/sample.ts";
import { type App, expectIndexed, status, test } from "../app.ts";
import { numberIn } from "../workbench.ts";
import { writeLog } from "./logWriter.ts";
import { visit } from "./visit.ts";

const linesPerSecond = 1_000;
const sampleMs = 5_000;
/** An engine lives so long, or a sixth of the time when that is shorter: fewer rounds would tell nothing. */
const lifeMs = 10 * 60_000;
const fewestRounds = 6;
/** How long a step may take: a conversation of millions of records is read before it is shown, on a machine that has other work. */
const patienceMs = 10 * 60_000;

const hours = Number(process.env.SEEKLINE_SOAK_HOURS);
/** Where samples and pictures go. */
const results = process.env.SEEKLINE_SOAK_RESULTS ?? "";

test("nothing grows, and nothing is lost", async ({ launch, folder }) => {
  const wholeMs = hours * 3_600_000;
  expect(wholeMs, "SEEKLINE_SOAK_HOURS says how long").toBeGreaterThan(0);
  await mkdir(results, { recursive: true });
  const file = path.join(folder, "log.jsonl");
  const temporary = path.join(folder, "temporary");
  await mkdir(temporary);
  await writeFile(file, "");
  const log = writeLog(file, linesPerSecond);
  const app = await launch({ file, env: { TMPDIR: temporary } });
  app.page.setDefaultTimeout(patienceMs);
  await app.page.getByRole("listbox", { name: "Records" }).waitFor();

  const started = performance.now();
  let round = 0;
  const samples = new Samples(path.join(results, "samples.jsonl"), async () => ({
    at: Math.round(performance.now() - started),
    round,
    log: (await stat(file)).size,
    ...look(app, folder),
  }));
  const rounds = Math.max(fewestRounds, Math.round(wholeMs / lifeMs));
  let visits = 0;
  for (; round < rounds; round += 1) {
    const end = started + ((round + 1) * wholeMs) / rounds;
    do {
      await visit(app, path.join(folder, "errors.jsonl"));
      visits += 1;
    } while (performance.now() < end);
    if (round + 1 < rounds) await killEngine(app);
  }
  const all = await samples.stop();
  await log.stop();

  const long =
    hours < 1 ? `${Math.round(hours * 60)} minutes` : hours === 1 ? "1 hour" : `${Number(hours.toFixed(1))} hours`;
  const title = `${long} under load`;
  const subtitle = `The app on a log that grows by 1,000 lines a second; dashed: the engine is killed. ${visits} visits.`;
  for (const theme of themes) {
    await writeFile(path.join(results, `soak-${theme}.svg`), drawSoak({ title, subtitle, samples: all }, theme));
  }
  const verdicts = judge(all);
  const lines = log.written();
  await writeFile(path.join(results, "verdict.json"), JSON.stringify({ hours, lines, visits, verdicts }, undefined, 2));
  console.table(verdicts);

  await expect.poll(async () => numberIn(await status(app.page).innerText())).toBe(lines);
  app.problems.length = 0;
  expect(verdicts.filter(({ isFine }) => !isFine)).toEqual([]);
});

/** Takes one every few seconds and writes it down at once, so that an end before the end has its samples too. */
class Samples {
  readonly #taken: Sample[] = [];
  readonly #done: Promise<void>;
  #wake: () => void = () => undefined;
  #isStopped = false;

  constructor(target: string, take: () => Promise<Sample>) {
    this.#done = this.#run(target, take);
  }

  async stop(): Promise<readonly Sample[]> {
    this.#isStopped = true;
    this.#wake();
    await this.#done;
    return this.#taken;
  }

  async #run(target: string, take: () => Promise<Sample>): Promise<void> {
    const lines = createWriteStream(target);
    while (!this.#isStopped) {
      const sample = await take();
      this.#taken.push(sample);
      lines.write(`${JSON.stringify(sample)}\n`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, sampleMs);
      });
    }
    lines.end();
  }
}

function look(app: App, folder: string): Pick<Sample, "processes" | "folders"> {
  const root = app.electron.process().pid ?? 0;
  const size = (name: string): number =>
    bytesIn(path.join(folder, name)) + namelessBytes(root, path.join(folder, name));
  return {
    processes: heldBy(root),
    folders: {
      cache: size("cache"),
      spool: size("spool"),
      temporary: size("temporary"),
      profile: size("user-data"),
    },
  };
}

async function killEngine(app: App): Promise<void> {
  const pid = await app.enginePid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => app.enginePid().catch(() => pid)).not.toBe(pid);
  await expectIndexed(app.page);
}
