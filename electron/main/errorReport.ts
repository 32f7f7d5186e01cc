// What “Copy report” puts on the clipboard: all that helps to find a bug, and nothing of a transcript, not even its name.

import type { ShownSizes } from "../../shared/desktop.ts";
import { errorEntrySchema } from "../../shared/errorEntrySchema.ts";

export interface ReportFacts {
  /** Of programs, by name. */
  readonly versions: readonly (readonly [name: string, version: string])[];
  readonly system: string;
  /** Bytes by process. */
  readonly memory: readonly (readonly [process: string, bytes: number])[];
  readonly open: ShownSizes | undefined;
  /** Lines of the log, the newest first. */
  readonly errors: readonly string[];
}

export function printReport({ versions, system, memory, open, errors }: ReportFacts): string {
  return `${[
    `Seekline's report. It holds nothing of your transcripts.`,
    versions.map((version) => version.join(" ")).join(", "),
    system,
    `Memory: ${memory.map(([name, bytes]) => `${name} ${Math.round(bytes / 1e6)} MB`).join(", ")}`,
    open === undefined
      ? "Nothing is open."
      : `Open: ${open.format}, ${open.bytes} bytes, ${open.records} records, ${open.phase}`,
    errors.length === 0 ? "No unexpected error is logged." : "Unexpected errors, the newest first:",
    ...errors.map(printError),
  ].join("\n")}\n`;
}

/** Only what an entry may say: anybody who can write into the folder could have written more. */
function printError(line: string): string {
  const entry = errorEntrySchema.safeParse(parsed(line));
  if (!entry.success) return "(a line that cannot be read)";
  const { program, call, error, frames } = entry.data;
  const time = /^\{"time":"([\d.:TZ-]{1,30})"/.exec(line)?.[1] ?? "";
  const head = [time, program, call, error].filter((word) => word !== "").join("  ");
  return [head, ...frames.map((frame) => `  at ${frame}`)].join("\n");
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
