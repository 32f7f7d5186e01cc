// What a run of the benchmark leaves: what it found, as data and as Markdown. A run replaces what it measured, and leaves
// the rest of an earlier one as it is.

import os from "node:os";
import { printBytes, printCounted } from "../electron/cli/printed.ts";
import type { GrowthRow } from "./growth.ts";
import { printForecast, printGrowth } from "./growthReport.ts";
import type { Answer } from "./kindsTable.ts";
import { printAnswers } from "./kindsTable.ts";
import type { Picture } from "./picture.ts";
import { printMemory, printRatio } from "./printed.ts";
import type { Finding } from "./report.ts";
import { printFindings } from "./report.ts";
import type { FileFacts } from "./tasks/task.ts";

/** How something was measured. */
export interface Conditions {
  readonly runs: number;
  readonly cores: number;
  readonly node: string;
  readonly system: string;
}

export interface FileReport {
  readonly title: string;
  readonly conditions: Conditions;
  readonly facts: FileFacts;
  readonly findings: readonly Finding[];
  readonly answers: readonly Answer[];
}

export interface GrowthReport {
  readonly conditions: Conditions;
  readonly rows: readonly GrowthRow[];
}

export interface Results {
  readonly files: readonly FileReport[];
  readonly growth?: GrowthReport | undefined;
}

export function conditionsNow(runs: number): Conditions {
  return { runs, cores: os.availableParallelism(), node: process.version, system: `${os.type()} ${os.arch()}` };
}

/** The newer of each report, in the order in which they first came. */
export function mergeResults(older: Results, newer: Results): Results {
  const titles = new Set([...older.files, ...newer.files].map(({ title }) => title));
  const files = [...titles].flatMap(
    (title) => [...newer.files, ...older.files].find((report) => report.title === title) ?? [],
  );
  return { files, growth: newer.growth ?? older.growth };
}

export function printFiles({ files }: Results): string {
  return files.map((report) => printFile(report)).join("\n");
}

function printFile({ title, conditions, facts, findings, answers }: FileReport): string {
  const about = `${printBytes(facts.bytes)}, ${facts.records.toLocaleString("en-US")} records, read as ${facts.format}`;
  const question =
    answers.length === 0 ? [] : ["How many records of each kind? Whole processes:", "", printAnswers(answers)];
  return [
    `### ${title}`,
    "",
    `${about}; ${printConditions(conditions)}.`,
    "",
    printFindings(findings),
    ...question,
  ].join("\n");
}

export function printGrowthReport({ growth }: Results): string {
  if (growth === undefined) return "";
  const { conditions, rows } = growth;
  return [`${printConditions(conditions, "M")}.`, "", printGrowth(rows), printForecast(rows)].join("\n");
}

function printConditions({ runs, cores, node, system }: Conditions, m = "m"): string {
  return `${m}edians of ${printCounted(runs, "run")}, page cache warm, ${cores} cores, Node ${node} on ${system}`;
}

/** The question about kinds, of the first file where it was asked, in words and bars. */
export function pictureOf({ files }: Results): Picture | undefined {
  const report = files.find(({ answers }) => answers.length > 0);
  if (report === undefined) return undefined;
  return {
    title: "How many records of each kind?",
    subtitle: `${report.title}, ${printBytes(report.facts.bytes)}. Time against our first opening, peak memory, counts.`,
    bars: report.answers.map((answer) => ({
      label: answer.tool.replaceAll("`", ""),
      value: answer.ratio,
      text: barText(answer),
      isOurs: answer.isOurs,
    })),
  };
}

/** A bar may be short because the answer is wrong, so that is told, too. */
function barText({ ratio, peakBytes, remark }: Answer): string {
  if (ratio === undefined) return cut(remark);
  return [printRatio(ratio), ...(peakBytes === undefined ? [] : [printMemory(peakBytes)]), remark].join(" · ");
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
