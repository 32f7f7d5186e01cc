// What `--help` prints, and what stands behind a sentence about wrong use.

import type { CommandName } from "../arguments/readArguments.ts";
import type { CommandDescription, DescribedOption } from "./commandDescription.ts";
import { commands, exitRemark, exitStatuses, guideRemark, purpose, remarks } from "./commandLine.ts";
import { optionsOf } from "./optionsOf.ts";
import { printOperand, printOption, synopsisParts } from "./synopsis.ts";
import { printTable, wrapped } from "./wrapped.ts";

/** Where sentences begin: behind two blanks and the names. */
const column = 20;

/** Of one command or of all. */
export function helpText(about: CommandName | undefined): string {
  const command = commands.find(({ name }) => name === about);
  return `${(command === undefined ? aboutAll() : aboutOne(command)).join("\n\n")}\n`;
}

/** Short, so that the sentence stays in sight. */
export function shortUsage(name: string | undefined): string {
  if (name === undefined) return helpText(undefined);
  const command = commands.find((known) => known.name === name);
  if (command === undefined) return "Usage: seekline COMMAND …\nseekline --help lists the commands.\n";
  return `Usage: ${synopsisParts(command).join(" ")}\nseekline ${name} --help says more.\n`;
}

function aboutAll(): readonly string[] {
  const list = commands.map(({ name, operands, summary }): [string, string] => [
    [name, ...operands.map(printOperand)].join(" "),
    summary,
  ]);
  return [
    purpose,
    "Usage: seekline COMMAND …",
    printTable(list),
    "seekline COMMAND --help says what else it takes, seekline --version which version this is.",
    ...[...remarks, guideRemark].map(printSentences),
    printSentences(`Exit status: ${exitStatuses.map((one) => one.join(" ")).join("; ")}. ${exitRemark}`),
  ];
}

function aboutOne(command: CommandDescription): readonly string[] {
  const { summary, more, isReading } = command;
  return [
    `Usage: ${wrapped(synopsisParts(command), 9)}`,
    printSentences(`${summary} ${more}`.trim()),
    optionsOf(command).map(printOptionRow).join("\n"),
    ...(isReading ? remarks.map(printSentences) : []),
  ];
}

/** The words of a longer list say enough. */
const mostExplained = 12;

function printOptionRow(option: DescribedOption): string {
  const name = printOption(option).padEnd(column);
  if (option.value?.type !== "words") return printTable([[name, option.says]]);
  const row = printTable([[name, `${option.says}:`]]);
  const words = Object.entries(option.value.words);
  const inner = column + 4;
  if (words.length <= mostExplained) return `${row}\n${printTable(words, inner)}`;
  const names = words.map(([word], at) => (at === words.length - 1 ? word : `${word},`));
  return `${row}\n${" ".repeat(inner)}${wrapped(names, inner)}`;
}

function printSentences(text: string): string {
  return wrapped(text.split(" "), 0);
}
