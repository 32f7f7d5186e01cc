// Holds what was measured against the bounds of the design.

import { printCount } from "../electron/cli/printed.ts";
import type { RatioRow, TimeRow } from "./bounds.ts";
import { mostGrowth, mostPeak, notGrowing, ours, ratioRows, timeRows } from "./bounds.ts";
import type { ContenderName } from "./contenders.ts";
import type { Measured } from "./measure.ts";
import { printMemory, printRatio, printTable, printTime } from "./printed.ts";
import type { Run } from "./run.ts";

export interface Finding {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  /** Undefined where there is no bound, or nothing was measured. */
  readonly holds: boolean | undefined;
  /** The most memory of both sides. */
  readonly memory: string;
}

/** `small` is the same measured on a tenth of such a file; empty when there is none. */
export function judge(large: Measured, small: Measured): readonly Finding[] {
  return [
    ...ratioRows.flatMap((row) => judgeRatio(row, large)),
    ...timeRows.flatMap((row) => judgeTime(row, large)),
    ...judgeMemory(large, small),
  ];
}

function judgeRatio({ what, of, to, toName, most, inProcessorTime }: RatioRow, measured: Measured): readonly Finding[] {
  const our = measured.get(of);
  const their = measured.get(to);
  if (our === undefined || their === undefined) return [];
  const named = `${what}${inProcessorTime ? ", processor time" : ""}, against ${toName}`;
  if ("failure" in our) return [failed(named, our.failure)];
  if ("failure" in their) return [failed(named, `${toName}: ${their.failure}`)];
  const [ours, theirs] = inProcessorTime ? [our.processor, their.processor] : [our.milliseconds, their.milliseconds];
  if (ours === undefined || theirs === undefined) return [failed(named, "the system does not tell")];
  const ratio = ours / theirs;
  return [
    {
      what: named + printFound(our.numbers?.rows, their.numbers?.lines),
      measured: `${printRatio(ratio)} (${printTime(ours)} against ${printTime(theirs)})`,
      bound: most === undefined ? "" : `at most ${most < 1 ? `1/${Number((1 / most).toFixed(1))}` : most} ×`,
      holds: most === undefined ? undefined : ratio <= most,
      memory: memoryOf(our, their),
    },
  ];
}

/** A record is a line, as a rule; where both found a different number, both are told. */
function printFound(rows: number | undefined, lines: number | undefined): string {
  if (rows === undefined) return "";
  return rows === lines || lines === undefined
    ? ` (${printCount(rows)} rows)`
    : ` (${printCount(rows)} rows, ${printCount(lines)} lines)`;
}

function judgeTime({ what, of, number, most, beside }: TimeRow, measured: Measured): readonly Finding[] {
  const run = measured.get(of);
  if (run === undefined) return [];
  if ("failure" in run) return [failed(what, run.failure)];
  const milliseconds = number === undefined ? run.milliseconds : run.numbers?.[number];
  if (milliseconds === undefined) return [];
  return [
    {
      what,
      measured: `${printTime(milliseconds)} (${beside(run.numbers ?? {})})`,
      bound: `at most ${printTime(most)}`,
      holds: milliseconds <= most,
      memory: memoryOf(run),
    },
  ];
}

function judgeMemory(large: Measured, small: Measured): readonly Finding[] {
  const peaks = ours.flatMap((name) => {
    const bytes = peakOf(large.get(name));
    return bytes === undefined ? [] : [{ name, bytes }];
  });
  const grown = notGrowing.flatMap((name) => {
    const [before, after] = [peakOf(small.get(name)), peakOf(large.get(name))];
    return before === undefined || after === undefined ? [] : [{ name, bytes: after - before }];
  });
  const [largest] = peaks.sort((a, b) => b.bytes - a.bytes);
  const [grownMost] = grown.sort((a, b) => b.bytes - a.bytes);
  const finding = (what: string, name: ContenderName, bytes: number, most: number): Finding => ({
    what,
    measured: `${printMemory(bytes)} (\`${name}\`)`,
    bound: `at most ${printMemory(most)}`,
    holds: bytes <= most,
    memory: "",
  });
  return [
    ...(largest === undefined ? [] : [finding("most memory of ours", largest.name, largest.bytes, mostPeak)]),
    ...(grownMost === undefined
      ? []
      : [finding("most memory above that on a tenth of the file", grownMost.name, grownMost.bytes, mostGrowth)]),
  ];
}

function peakOf(run: Run | undefined): number | undefined {
  return run === undefined || "failure" in run ? undefined : run.peakBytes;
}

function memoryOf(...runs: readonly Run[]): string {
  return runs
    .map((run) => peakOf(run))
    .map((bytes) => (bytes === undefined ? "unknown" : printMemory(bytes)))
    .join(", ");
}

function failed(what: string, reason: string): Finding {
  return { what, measured: reason, bound: "", holds: undefined, memory: "" };
}

export function printFindings(findings: readonly Finding[]): string {
  return printTable(
    "lrrcr",
    ["what", "measured", "bound", "holds", "peak memory"],
    findings.map(({ what, measured, bound, holds, memory }) => {
      const mark = holds === undefined ? "" : holds ? "✓" : "**no**";
      return [what, measured, bound, mark, memory];
    }),
  );
}
