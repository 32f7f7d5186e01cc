// `npm run bench`: the numbers that Seekline promises, as ratios measured in one run, so that they mean the same on every
// machine.

import fs from "node:fs";
import path from "node:path";
import { ownTasks } from "./bounds.ts";
import { replaceMarked } from "./docs.ts";
import type { BenchFolder, FileName } from "./files.ts";
import { benchFile, fileTitles } from "./files.ts";
import { measureGrowth } from "./growth.ts";
import { compareAnswers } from "./kindsTable.ts";
import { measureFile } from "./measureFile.ts";
import type { Options } from "./options.ts";
import { readOptions, usage } from "./options.ts";
import { drawPicture, themes } from "./picture.ts";
import { judge } from "./report.ts";
import type { FileReport, Results } from "./results.ts";
import { conditionsNow, mergeResults, pictureOf, printFiles, printGrowthReport } from "./results.ts";
import { isTaskName, runTask } from "./tasks/tasks.ts";

const [first, task = "", input = "{}"] = process.argv.slice(2);
if (first === "--task") await runAsTask(task, input);
else await main();

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help" || "wrong" in options) {
    process.stdout.write(options === "help" ? usage : `bench: ${options.wrong}\n\n${usage}`);
    process.exitCode = options === "help" ? 0 : 2;
    return;
  }
  fs.mkdirSync(options.cache, { recursive: true });
  const place = { folder: options.cache, say: (sentence: string) => process.stderr.write(`${sentence}\n`) };
  const saved = path.join(options.cache, "results.json");
  const older: Results = fs.existsSync(saved) ? JSON.parse(fs.readFileSync(saved, "utf8")) : { files: [] };
  const results = options.reprint ? older : mergeResults(older, await measureAll(options, place));
  fs.writeFileSync(saved, `${JSON.stringify(results, undefined, 2)}\n`);
  const markdown = [printFiles(results), printGrowthReport(results)].join("\n");
  fs.writeFileSync(path.join(options.cache, "results.md"), markdown);
  drawInto(options.cache, results);
  if (options.docs) writeDocs(results);
  process.stdout.write(`\n${markdown}`);
}

async function measureAll(options: Options, place: BenchFolder): Promise<Results> {
  const { file, files, bytes, runs, sizes } = options;
  const reports: FileReport[] = [];
  if (file !== undefined) reports.push(await reportOn("file", file, undefined, options, place));
  for (const name of files) {
    const made = await benchFile(name, bytes, place);
    if (made === undefined) place.say(`${name}: left out, since SEEKLINE_CORPUS names no folder`);
    else reports.push(await reportOn(name, made, await benchFile(name, Math.round(bytes / 10), place), options, place));
  }
  if (sizes.length === 0) return { files: reports };
  return { files: reports, growth: { conditions: conditionsNow(runs), rows: await measureGrowth(sizes, runs, place) } };
}

async function reportOn(
  name: FileName | "file",
  file: string,
  tenth: string | undefined,
  { only, runs, against }: Options,
  place: BenchFolder,
): Promise<FileReport> {
  const tasks = ownTasks.filter((task) => only.includes(task));
  const small = tenth === undefined ? undefined : await measureFile({ file: tenth, contenders: tasks, runs, place });
  const { facts, measured } = await measureFile({ file, contenders: only, runs, place, against });
  return {
    title: fileTitles[name],
    conditions: conditionsNow(runs),
    // What was searched for may be somebody's own.
    facts: { ...facts, rare: "", dense: "" },
    findings: judge(measured, small?.measured ?? new Map()),
    answers: compareAnswers(measured),
  };
}

function drawInto(folder: string, results: Results): void {
  const picture = pictureOf(results);
  if (picture === undefined) return;
  for (const theme of themes) {
    fs.writeFileSync(path.join(folder, `performance-${theme}.svg`), drawPicture(picture, theme));
  }
}

/** Into the checkout that this program was built in. */
function writeDocs(results: Results): void {
  const docs = path.resolve(path.dirname(process.argv[1] ?? ""), "../../docs");
  const page = path.join(docs, "performance.md");
  let text = fs.readFileSync(page, "utf8");
  if (results.files.length > 0) text = replaceMarked(text, "bench", printFiles(results));
  if (results.growth !== undefined) text = replaceMarked(text, "growth", printGrowthReport(results));
  fs.writeFileSync(page, text);
  drawInto(path.join(docs, "pictures"), results);
}

async function runAsTask(name: string, given: string): Promise<void> {
  if (!isTaskName(name)) throw new Error(`there is no task ${name}`);
  const result = await runTask(name, JSON.parse(given));
  // The threads that are kept for the next work would keep the process too.
  process.stdout.write(JSON.stringify(result), () => process.exit());
}
