// What is wrong in a transcript, said while it is read.

import type { Finding } from "../../shared/findings.ts";
import { printJson, printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { checkFile } from "../engine/check/checkFile.ts";
import type { FilePlace } from "../engine/source/source.ts";
import type { CheckRequest } from "./arguments/checkArguments.ts";
import { printBytes } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

export async function checkCommand(
  { format, kindPath, timePath, json, strict }: CheckRequest,
  file: FilePlace,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  // Findings are capped per rule, so what waits to be written is bounded.
  let written: Promise<void> = Promise.resolve();
  const print = json ? jsonOf : lineOf;
  const checked = await checkFile(file, {
    format,
    kindPath,
    timePath,
    signal,
    onNotice: (notice) => terminal.say(`seekline: ${notice}`),
    onProgress: (bytes) => terminal.progress(`checking: ${printBytes(bytes)}`),
    onFinding: (finding) => {
      written = written.then(() => terminal.output.write(print(finding)));
      // Thrown where it is waited for.
      written.catch(() => undefined);
    },
  });
  terminal.progress("");
  await written;
  if (!checked.ok) return checked;
  if (checked.value === 0 && !json) await terminal.output.write("Nothing was found.\n");
  return strict && checked.value > 0 ? fail({ code: "findings", count: checked.value }) : succeed(undefined);
}

function jsonOf({ rule, record, line, message }: Finding): string {
  return `${printJson({ rule, record: record ?? null, line: line ?? null, message })}\n`;
}

function lineOf({ rule, record, line, message }: Finding): string {
  const place = record === undefined ? "" : `record ${record} (line ${line}): `;
  return `${rule.padEnd(22)} ${place}${printText(message)}\n`;
}
