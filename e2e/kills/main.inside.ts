// The app's main process is killed at random moments while it indexes, exports and follows. No process of it stays, a target is as it was
// or whole, and the next start, over what all kills before have left, shows every record.

import { existsSync } from "node:fs";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "@playwright/test";
import { type App, expectIndexed, status, test } from "../app.ts";
import { generateLog } from "../logs.ts";
import { beginExport, numberIn } from "../workbench.ts";
import { randomNumbers } from "./randomNumbers.ts";

const times = Number(process.env.SEEKLINE_KILLS ?? "20");
const works = ["indexing", "exporting", "following"] as const;
/** Milliseconds within which a kill comes. */
const longest = { indexing: 1_500, exporting: 500, following: 1_500 } as const;

test("nothing is lost and nothing stays when main is killed", async ({ launch, folder }) => {
  const random = randomNumbers(Number(process.env.SEEKLINE_SEED ?? "1"));
  const log = await generateLog(folder, "log", "30mb", 41);
  const lines = (await readFile(log.file, "utf8")).split("\n").slice(0, 2_000);
  const more = `${lines.join("\n")}\n`;
  const target = path.join(folder, "out.jsonl");
  let records = log.manifest.records;
  let killed = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const work = works[turn % works.length] ?? "indexing";
    await test.step(`${turn + 1}: ${work}`, async () => {
      await writeFile(target, "old");
      const app = await launch({ isNew: true, file: log.file });
      const engine = await app.enginePid();
      if (work !== "indexing") {
        await expectIndexed(app.page);
        expect(numberIn(await status(app.page).innerText())).toBe(records);
      }
      if (work === "exporting") {
        await app.answerSaveDialog(target);
        await beginExport(app.page, "Records");
      }
      const written = work === "following" ? appendFile(log.file, more).then(() => lines.length) : Promise.resolve(0);
      const whole = work === "exporting" ? await readFile(log.file, "utf8") : "";
      await setTimeout(random() * longest[work]);
      await kill(app);
      killed += 1;
      records += await written;
      await expect.poll(() => existsSync(`/proc/${engine}`)).toBe(false);
      const left = await readFile(target, "utf8");
      if (left !== "old") expect(left === whole, "the target is whole").toBe(true);
    });
  }
  const app = await launch({ isNew: true, file: log.file });
  await expectIndexed(app.page);
  await expect.poll(async () => numberIn(await status(app.page).innerText())).toBe(records);
  await app.answerSaveDialog(target);
  await beginExport(app.page, "Records");
  await app.page.getByRole("dialog", { name: "Exported" }).waitFor();
  expect(await readFile(target, "utf8")).toBe(await readFile(log.file, "utf8"));
  // What was left beside the target and in the folders is cleared away.
  expect((await readdir(folder)).filter((name) => name.includes(".part"))).toEqual([]);
  expect((await readdir(path.join(folder, "cache"))).filter((name) => name.endsWith(".part"))).toEqual([]);
  expect(await readdir(path.join(folder, "spool"))).toEqual([]);
  console.log(`${killed} kills`);
});

async function kill({ electron, problems }: App): Promise<void> {
  const main = electron.process();
  const ended = new Promise((resolve) => main.once("exit", resolve));
  main.kill("SIGKILL");
  await ended;
  problems.length = 0;
}
