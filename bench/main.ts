// `npm run bench`: the numbers that Seekline promises, as ratios measured in one run, so that they mean the same on every
// machine. Prints Markdown; `results.json` in the cache folder has the same for programs.

import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { parseByteSize } from "../electron/cli/generator/byteSize.ts";
import { generateLog } from "../electron/cli/generator/generateLog.ts";
import type { Contender, Measured } from "./measure.ts";
import { measure } from "./measure.ts";
import { judge, printFindings } from "./report.ts";
import { isTaskName, runTask } from "./tasks.ts";

const usage = `Usage: bench [--bytes 1gb] [--file FILE] [--runs 3] [--only NAME,...] [--cache DIR]

Measures indexing and exporting on a generated AG-UI log of that size, or on FILE.
`;

const everyone: readonly Contender[] = [
  ...([
    "wc",
    "parse",
    "index",
    "indexInThreads",
    "cp",
    "recordsUnflushed",
    "cpFlushed",
    "records",
    "snapshot",
  ] as const),
];
const smallBytes = 1_000_000;
const seed = 7;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      bytes: { type: "string", default: "1gb" },
      file: { type: "string" },
      runs: { type: "string", default: "3" },
      only: { type: "string", default: everyone.join() },
      cache: { type: "string", default: path.join(process.cwd(), ".cache/bench") },
      task: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  });
  if (values.task !== undefined) return runAsTask(values.task, positionals);
  const bytes = parseByteSize(values.bytes);
  const runs = Number(values.runs);
  const wanted = values.only.split(",");
  if (values.help === true || bytes === undefined || !(runs >= 1)) {
    process.stdout.write(usage);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  fs.mkdirSync(values.cache, { recursive: true });
  const file = values.file ?? (await generated(values.cache, bytes));
  const small = await generated(values.cache, smallBytes);
  const out = path.join(values.cache, "out.jsonl");
  const program = process.argv[1] ?? "";
  const run = (name: string, of: string, count: number): Promise<Measured> =>
    measure({
      program,
      file: of,
      out,
      contenders: everyone.filter((name) => wanted.includes(name)),
      runs: count,
      onRun: (contender, turn) => process.stderr.write(`${name}: ${contender}, ${turn} of ${count}\n`),
    });
  const onSmall = await run("small", small, 1);
  const onLarge = await run("large", file, runs);
  const findings = judge(onLarge, onSmall);
  process.stdout.write(`\n${path.basename(file)}, ${fs.statSync(file).size} bytes, medians of ${runs} runs\n\n`);
  process.stdout.write(printFindings(findings));
  const results = { file, bytes: fs.statSync(file).size, runs, findings, large: [...onLarge], small: [...onSmall] };
  fs.writeFileSync(path.join(values.cache, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
}

async function runAsTask(name: string, [file = "", out = ""]: readonly string[]): Promise<void> {
  if (!isTaskName(name)) throw new Error(`there is no task ${name}`);
  const result = await runTask(name, file, out);
  // The threads that are kept for the next work would keep the process too.
  process.stdout.write(JSON.stringify(result), () => process.exit());
}

/** A log of this size; kept in the cache folder for the next time. */
async function generated(cache: string, bytes: number): Promise<string> {
  const file = path.join(cache, `agui-${seed}-${bytes}.jsonl`);
  if (fs.existsSync(file)) return file;
  process.stderr.write(`generating ${file}\n`);
  const unfinished = `${file}.part`;
  const handle = fs.openSync(unfinished, "w");
  await generateLog({ shape: "agui", seed, bytes }, { write: (block) => void fs.writeFileSync(handle, block) });
  fs.closeSync(handle);
  fs.renameSync(unfinished, file);
  return file;
}
