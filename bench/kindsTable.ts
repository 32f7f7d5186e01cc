// The same question to several tools: how many records of each kind? Each is a whole process, its start included.

import type { ContenderName } from "./contenders.ts";
import { agreement } from "./kindCounts.ts";
import type { Measured } from "./measure.ts";
import { printMemory, printRatio, printTable, printTime } from "./printed.ts";
import type { Success } from "./run.ts";

/** One tool's answer. Without a ratio it has none, and `remark` says why. */
export interface Answer {
  readonly tool: string;
  readonly isOurs: boolean;
  /** Its time against that of Seekline's first opening. */
  readonly ratio: number | undefined;
  readonly milliseconds: number | undefined;
  /** Its processor time, in ms, and that against our first opening's. */
  readonly processor?: { readonly milliseconds: number; readonly ratio: number } | undefined;
  readonly peakBytes: number | undefined;
  readonly remark: string;
}

const tools: readonly { readonly name: string; readonly of: ContenderName }[] = [
  { name: "Seekline, second opening", of: "secondOpening" },
  { name: "Seekline, first opening", of: "firstOpening" },
  { name: "DuckDB, `read_json`", of: "countWithDuckdb" },
  { name: "ripgrep `-o`, `sort`, `uniq -c`", of: "countWithRipgrep" },
  { name: "`JSON.parse` loop", of: "countByParsing" },
  { name: "jq `.type`, `sort`, `uniq -c`", of: "countWithJq" },
  { name: "jq line by line, `sort`, `uniq -c`", of: "countWithJqByLine" },
];

/** The answers in the tools' order; none when Seekline itself was not measured. */
export function compareAnswers(measured: Measured): readonly Answer[] {
  const base = measured.get("firstOpening");
  if (base === undefined || "failure" in base) return [];
  const ourCounts = base.counts ?? [];
  return tools.flatMap(({ name, of }): Answer[] => {
    const run = measured.get(of);
    if (run === undefined) return [];
    const isOurs = of === "firstOpening" || of === "secondOpening";
    const none = { ratio: undefined, milliseconds: undefined, peakBytes: undefined };
    if ("failure" in run) return [{ tool: name, isOurs, ...none, remark: run.failure }];
    const { milliseconds, peakBytes, counts = [] } = run;
    const ratio = milliseconds / base.milliseconds;
    const processor = processorOf(run, base);
    const remark = printAgreement(agreement(ourCounts, counts));
    return [{ tool: name, isOurs, ratio, milliseconds, processor, peakBytes, remark }];
  });
}

function processorOf(run: Success, base: Success): Answer["processor"] {
  if (run.processor === undefined || base.processor === undefined) return undefined;
  return { milliseconds: run.processor, ratio: run.processor / base.processor };
}

/** 1 is "the same counts"; nothing else is rounded up to it. */
function printAgreement(part: number): string {
  return part === 1 ? "the same counts" : `${(Math.floor(part * 10_000) / 100).toFixed(2)} % alike`;
}

export function printAnswers(answers: readonly Answer[]): string {
  return printTable(
    "lrrrl",
    ["tool", "time", "processor time", "peak memory", "counts"],
    answers.map(({ tool, ratio, milliseconds, processor, peakBytes, remark }) => [
      tool,
      printAgainst(ratio, milliseconds),
      printAgainst(processor?.ratio, processor?.milliseconds),
      peakBytes === undefined ? "" : printMemory(peakBytes),
      remark,
    ]),
  );
}

function printAgainst(ratio: number | undefined, milliseconds: number | undefined): string {
  return ratio === undefined || milliseconds === undefined ? "" : `${printRatio(ratio)} (${printTime(milliseconds)})`;
}
