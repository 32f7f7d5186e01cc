// The manual page, in the macros of man(7), which every system's `man` knows.

import type { CommandDescription, DescribedOption } from "./commandDescription.ts";
import { commands, exitRemark, exitStatuses, guideRemark, purpose, remarks } from "./commandLine.ts";
import { helpDescription, readingDescription } from "./commonOptions.ts";
import { variables, variablesRemark } from "./environment.ts";
import { printOption, synopsisParts } from "./synopsis.ts";
import { wrapped } from "./wrapped.ts";

export function manPage(version: string): string {
  return [
    `.TH SEEKLINE 1 "" "seekline ${version}" "User Commands"`,
    // Neither options nor paths may be torn.
    ".nh\n.ad l",
    ".SH NAME",
    "seekline \\- look into agent transcripts, JSON Lines files of any size",
    ".SH SYNOPSIS",
    ".B seekline\n.I COMMAND\n\\&...",
    ".SH DESCRIPTION",
    ...[escaped(purpose), ...paragraphs(...remarks)],
    ".SH COMMANDS",
    ...commands.flatMap(commandPart),
    ".SH COMMON OPTIONS",
    ...[...readingDescription, ...helpDescription].flatMap(optionPart),
    ".SH EXIT STATUS",
    ...exitStatuses.flatMap(([status, says]) => tagged(status, says)),
    ...paragraphs(exitRemark),
    ".SH ENVIRONMENT",
    ...Object.entries(variables).flatMap(([name, says]) => tagged(name, says)),
    ...paragraphs(variablesRemark),
    ".SH SEE ALSO",
    escaped(guideRemark),
    "",
  ].join("\n");
}

function commandPart(command: CommandDescription): readonly string[] {
  const { name, summary, more, options } = command;
  return [
    `.SS ${name}`,
    `.HP\n${escaped(synopsisParts(command).map(whole).join(" "))}`,
    ...paragraphs(`${summary} ${more}`.trim()),
    ...options.flatMap(optionPart),
  ];
}

/** A part of a synopsis stays on its line. */
function whole(part: string): string {
  return part.replaceAll(" ", unbroken);
}
const unbroken = "\u00a0";

function optionPart(option: DescribedOption): readonly string[] {
  const words = option.value?.type === "words" ? Object.entries(option.value.words) : [];
  const part = tagged(printOption(option), words.length === 0 ? option.says : `${option.says}:`);
  if (words.length === 0) return part;
  return [...part, ".RS", ...words.flatMap(([word, says]) => tagged(word, says)), ".RE"];
}

function tagged(name: string, says: string): readonly string[] {
  return [".TP", `.B ${escaped(name)}`, escaped(says)];
}

function paragraphs(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [".PP", escaped(text)]);
}

/** Text as it is meant: no macro, no escape, and hyphens and quotes that can be copied into a shell. */
function escaped(text: string): string {
  const words = text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll('"', "\\(dq")
    .replaceAll("…", "...")
    .replaceAll("“", "\\(lq")
    .replaceAll("”", "\\(rq")
    .split(" ")
    .map((word) => word.replaceAll(unbroken, "\\ ").replace(/^\./, "\\&."));
  return wrapped(words, 0);
}
