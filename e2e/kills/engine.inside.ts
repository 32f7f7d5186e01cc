// The app's engine is killed at random moments while it indexes, exports and follows. The window stays, a target is as it was or
// whole, and the next engine, over what all kills before have left, shows every record.

import { existsSync } from "node:fs";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "@playwright/test";
import { type App, expectIndexed, status, test } from "../app.ts";
import { generateLog } from "../logs.ts";
import { beginExport, failedExport, finishedExport, numberIn } from "../workbench.ts";
import { randomNumbers } from "./randomNumbers.ts";

const times = Number(process.env.SEEKLINE_KILLS ?? "20");
/** Milliseconds within which a kill comes. */
const longest = { indexing: 1_500, exporting: 500, following: 1_500 } as const;
const works = ["exporting", "following"] as const;

test("nothing is lost when the engine is killed", async ({ launch, folder }) => {
  const random = randomNumbers(Number(process.env.SEEKLINE_SEED ?? "1"));
  const log = await generateLog(folder, "log", "30mb", 41);
  const lines = (await readFile(log.file, "utf8")).split("\n").slice(0, 2_000);
  const more = `${lines.join("\n")}\n`;
  const target = path.join(folder, "out.jsonl");
  let records = log.manifest.records;
  let killed = 0;
  // Two kills a start: an engine that dies more often within a minute is not started again at once, and the page asks before it opens
  // the file.
  for (let start = 0; killed < times; start += 1) {
    await writeFile(target, "old");
    const app = await launch({ isNew: true, file: log.file });
    await setTimeout(random() * longest.indexing);
    await kill(app);
    killed += 1;
    await expectAll(app, records);
    const work = works[start % works.length] ?? "exporting";
    await test.step(`${killed + 1}: ${work}`, async () => {
      const whole = work === "exporting" ? await readFile(log.file, "utf8") : "";
      if (work === "exporting") {
        await app.answerSaveDialog(target);
        await beginExport(app.page, "Records");
      }
      const written = work === "following" ? appendFile(log.file, more).then(() => lines.length) : Promise.resolve(0);
      await setTimeout(random() * longest[work]);
      await kill(app);
      killed += 1;
      records += await written;
      if (work === "exporting") {
        await expect(failedExport(app.page).or(finishedExport(app.page))).toBeVisible();
        const left = await readFile(target, "utf8");
        expect(left === "old" || left === whole, "the target is as it was or whole").toBe(true);
        await app.page.keyboard.press("Escape");
      }
      await expectAll(app, records);
    });
    await app.close();
  }
  expect(await readdir(path.join(folder, "spool"))).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.includes(".part"))).toEqual([]);
  console.log(`${killed} kills`);
});

async function kill(app: App): Promise<void> {
  const pid = await app.enginePid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
}

async function expectAll(app: App, records: number): Promise<void> {
  await expectIndexed(app.page);
  await expect.poll(async () => numberIn(await status(app.page).innerText())).toBe(records);
}
