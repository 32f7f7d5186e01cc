// Holds what was measured against the bounds of the design, and prints it as Markdown.

import type { Contender, Measured } from "./measure.ts";

interface RatioBound {
  readonly what: string;
  readonly of: Contender;
  readonly to: Contender;
  readonly toName: string;
  /** The ratio must not be greater. */
  readonly most: number;
}

const ratioBounds: readonly RatioBound[] = [
  { what: "index, one thread", of: "index", to: "wc", toName: "`wc -l`", most: 8 },
  { what: "index, one thread", of: "index", to: "parse", toName: "`JSON.parse` loop", most: 1 / 6 },
  { what: "index, all cores", of: "indexInThreads", to: "index", toName: "one thread", most: 1 / 1.6 },
  { what: "records export, all match, not flushed", of: "recordsUnflushed", to: "cp", toName: "`cp`", most: 3 },
  { what: "records export, all match, flushed", of: "records", to: "cpFlushed", toName: "`cp` and `sync`", most: 3 },
  { what: "snapshot export", of: "snapshot", to: "parse", toName: "`JSON.parse` loop", most: 1 },
];

const mebibyte = 2 ** 20;
/** Resident bytes of any process that works on any file. */
const mostPeak = 250 * mebibyte;
/** Peak on a large file above that on a small one. */
const mostGrowth = 30 * mebibyte;

export interface Finding {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  /** Undefined where there is no bound. */
  readonly holds: boolean | undefined;
}

export function judge(large: Measured, small: Measured): readonly Finding[] {
  const ratios = ratioBounds.flatMap(({ what, of, to, toName, most }): Finding[] => {
    const ours = large.get(of)?.milliseconds;
    const theirs = large.get(to)?.milliseconds;
    if (ours === undefined || theirs === undefined) return [];
    const ratio = ours / theirs;
    return [
      {
        what: `${what}, against ${toName}`,
        measured: `${ratio.toFixed(2)} × (${seconds(ours)} against ${seconds(theirs)})`,
        bound: `at most ${most < 1 ? `1/${Number((1 / most).toFixed(1))}` : most} ×`,
        holds: ratio <= most,
      },
    ];
  });
  const peaks = [...large].flatMap(([contender, { peakBytes }]): Finding[] => {
    const before = small.get(contender)?.peakBytes;
    if (peakBytes === undefined || before === undefined) return [];
    const isOurs = contender !== "parse";
    return [
      {
        what: `peak memory of \`${contender}\`, and above that on 1 MB`,
        measured: `${mebibytes(peakBytes)}, ${mebibytes(peakBytes - before)}`,
        bound: isOurs ? `at most ${mebibytes(mostPeak)}, ${mebibytes(mostGrowth)}` : "",
        holds: isOurs ? peakBytes <= mostPeak && peakBytes - before <= mostGrowth : undefined,
      },
    ];
  });
  return [...ratios, ...peaks];
}

export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.map(({ what, measured, bound, holds }) => {
    const mark = holds === undefined ? "" : holds ? "✓" : "**no**";
    return `| ${what} | ${measured} | ${bound} | ${mark} |`;
  });
  return ["| what | measured | bound | holds |", "|---|--:|--:|:-:|", ...lines, ""].join("\n");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / mebibyte).toFixed(0)} MiB`;
}
