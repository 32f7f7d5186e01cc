// Everything that is compared: our tasks, our command line, and the programs that people use otherwise. Each is started
// anew for each run.

import { findRipgrep } from "../electron/engine/query/search/ripgrepProgram.ts";
import { readStats } from "./kindCounts.ts";
import { dropFromPageCache } from "./pageCache.ts";
import type { Run, Stage } from "./run.ts";
import { cacheIn, countedRun, programRun, repeatedRun, taskRun } from "./run.ts";

const absentText = "zqxjkvbw";
/** It has no literal that a search could look for instead. */
const expression = "\\b(error|failed)\\b.{1,24}\\b[fv]\\w+e\\b";

/** One takes some hundredths of a second, which is what processor time is counted in. */
const starts = 10;

export const contenders = {
  wc: ({ file }) => programRun(["wc", "-l", file]),
  parse: (stage) => taskRun(stage, "parse"),
  index: (stage) => taskRun(stage, "index", { threads: "1" }),
  indexInThreads: (stage) => taskRun(stage, "index"),
  machine: (stage) => taskRun(stage, "machine"),
  machineInThreads: (stage) => taskRun(stage, "machineInThreads"),

  firstRows: (stage) => taskRun(stage, "firstRows"),
  firstOpening: (stage) => stats(stage, stage.fresh),
  otherOpening: (stage) => stats({ ...stage, commandLine: stage.against ?? stage.commandLine }, stage.fresh),
  secondOpening: (stage) => stats(stage, stage.kept),
  start: (stage) => repeatedRun(starts, () => stats({ ...stage, file: stage.small }, stage.fresh)),
  bareStart: () => repeatedRun(starts, () => programRun([process.execPath, "-e", "0"])),
  coldOpening: (stage) => cold(stage, () => stats(stage, stage.fresh)),
  coldCat: (stage) => cold(stage, () => programRun(["sh", "-c", 'cat "$1" > /dev/null', "sh", stage.file])),
  held: (stage) => taskRun(stage, "held", { kept: true }),
  filterByKind: (stage) => taskRun(stage, "filterByKind", { kept: true }),

  searchRare: (stage) => search(stage, `"${stage.facts.rare}"`),
  ripgrepRare: (stage) => ripgrep(stage, "--fixed-strings", "--regexp", stage.facts.rare),
  searchAbsent: (stage) => search(stage, absentText),
  ripgrepAbsent: (stage) => ripgrep(stage, "--fixed-strings", "--regexp", absentText),
  searchDense: (stage) => search(stage, `"${stage.facts.dense}"`),
  ripgrepDense: (stage) => ripgrep(stage, "--fixed-strings", "--regexp", stage.facts.dense),
  searchExpression: (stage) => search(stage, `/${expression}/i`),
  ripgrepExpression: (stage) => ripgrep(stage, "--regexp", expression),

  cp: ({ file, out }) => programRun(["cp", file, out]),
  dd: ({ file, out }) => programRun(["sh", "-c", 'dd if="$1" of="$2" bs=1048576 2>/dev/null', "sh", file, out]),
  recordsUnflushed: (stage) => taskRun(stage, "recordsUnflushed", { kept: true }),
  cpFlushed: ({ file, out }) => programRun(["sh", "-c", 'cp "$1" "$2" && sync "$2"', "sh", file, out]),
  records: (stage) => taskRun(stage, "records", { kept: true }),
  snapshot: (stage) => taskRun(stage, "snapshot", { kept: true }),

  countByParsing: (stage) => taskRun(stage, "countByParsing", { wholeProcess: true }),
  countWithDuckdb: (stage) => taskRun(stage, "countWithDuckdb", { wholeProcess: true }),
  countWithRipgrep: ({ file }) =>
    countedRun(
      [findRipgrep() ?? "rg", "--no-config", "--text", "--only-matching", "--no-line-number", '"type":"[^"]+"', file],
      (line) => /:"(.*)"$/.exec(line)?.[1] ?? line,
    ),
  countWithJq: ({ file }) => countedRun(["jq", "-r", ".type", file]),
  /** Each line by itself, so that one that jq refuses does not end the run. */
  countWithJqByLine: ({ file }) => countedRun(["jq", "-rR", "fromjson? | .type", file]),
} satisfies Readonly<Record<string, (stage: Stage) => Promise<Run>>>;

export type ContenderName = keyof typeof contenders;

/** Those that write about as much as they read. */
export const writers: ReadonlySet<ContenderName> = new Set([
  ...(["cp", "dd", "recordsUnflushed", "cpFlushed", "records", "snapshot"] as const),
]);

/** What can be asked for by one name. */
const groups = new Map<string, readonly ContenderName[]>([
  ["index", ["wc", "parse", "index", "indexInThreads", "machine", "machineInThreads"]],
  ["opening", ["firstRows", "firstOpening", "secondOpening", "start", "bareStart", "coldOpening", "coldCat"]],
  ["filter", ["filterByKind"]],
  [
    "search",
    [
      ...(["searchRare", "ripgrepRare", "searchAbsent", "ripgrepAbsent"] as const),
      ...(["searchDense", "ripgrepDense", "searchExpression", "ripgrepExpression"] as const),
    ],
  ],
  ["export", ["parse", "cp", "dd", "recordsUnflushed", "cpFlushed", "records", "snapshot"]],
  [
    "kinds",
    [
      ...(["firstOpening", "secondOpening", "countByParsing", "countWithDuckdb", "countWithRipgrep"] as const),
      ...(["countWithJq", "countWithJqByLine"] as const),
    ],
  ],
]);

export const groupNames: readonly string[] = [...groups.keys()];

/** Each name is a group or a contender. Undefined for a name that is neither. */
export function namedContenders(names: readonly string[]): readonly ContenderName[] | undefined {
  const wanted = new Set<ContenderName>();
  for (const name of names) {
    const members = groups.get(name) ?? (isContender(name) ? [name] : undefined);
    if (members === undefined) return undefined;
    for (const member of members) wanted.add(member);
  }
  return [...wanted];
}

function isContender(name: string): name is ContenderName {
  return Object.hasOwn(contenders, name);
}

/** The command line as a whole process; `cache` has the file's index, or not. */
function stats({ commandLine, file }: Stage, cache: string): Promise<Run> {
  return programRun([process.execPath, commandLine, "stats", "--json", file], {
    env: cacheIn(cache),
    // About what it has learned of the file, say.
    talks: true,
    read: (text) => ({ counts: readStats(text) }),
  });
}

/** With the file on the disk only. It is in the page cache again afterwards. */
async function cold({ file, facts }: Stage, run: () => Promise<Run>): Promise<Run> {
  const failure = await dropFromPageCache(file, facts.bytes);
  return failure === undefined ? run() : { failure };
}

function search(stage: Stage, filter: string): Promise<Run> {
  return taskRun(stage, "search", { kept: true, filter });
}

/** The same question, as a person would ask it: in any case, and only the number of lines. */
async function ripgrep({ file }: Stage, ...pattern: readonly string[]): Promise<Run> {
  const program = findRipgrep();
  if (program === undefined) return { failure: "not installed" };
  const command = [program, "--no-config", "--text", "--ignore-case", "--count", ...pattern, file];
  // 1: nothing was found.
  return programRun(command, { fine: [0, 1], read: (text) => ({ numbers: { lines: Number(text) } }) });
}
