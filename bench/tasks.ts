// The work that is measured. Each task runs in a process of its own, which tells how long the work took (without starting
// the process) and how much memory the process took at most.

import fs from "node:fs";
import { openAtomicFile } from "../electron/engine/export/atomicFile.ts";
import { nodeFiles } from "../electron/engine/export/fileOperations.ts";
import type { ExportTarget } from "../electron/engine/export/runExport.ts";
import { runExport } from "../electron/engine/export/runExport.ts";
import { warmThreads } from "../electron/engine/index/scanThreads.ts";
import type { Transcript } from "../electron/engine/session.ts";
import { openTranscript } from "../electron/engine/session.ts";
import type { ExportKind } from "../shared/exports.ts";

export interface TaskResult {
  readonly milliseconds: number;
  /** The most memory that was resident. */
  readonly peakBytes: number;
}

type Task = (file: string, out: string) => Promise<number>;

/** Each gives the time of its work, in ms. */
export const tasks = {
  /** What a simple program does: every line, parsed. */
  parse: async (file) => timed(async () => parseLines(file)),
  index: async (file) => timed(async () => (await indexed(file)).close()),
  records: async (file, out) => exportAs(file, "records", out),
  /** As `cp` works: the system writes the pages to the disk later. */
  recordsUnflushed: async (file, out) =>
    exportAs(file, "records", () =>
      openAtomicFile(out, {
        files: { ...nodeFiles, create: async (path) => ({ ...(await nodeFiles.create(path)), sync: async () => {} }) },
      }),
    ),
  snapshot: async (file, out) => exportAs(file, "snapshot", out),
} satisfies Readonly<Record<string, Task>>;

export type TaskName = keyof typeof tasks;

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name);
}

export async function runTask(name: TaskName, file: string, out: string): Promise<TaskResult> {
  // As the engine does when it starts: threads have a size of their own, which is not the transcript's.
  warmThreads();
  const milliseconds = await tasks[name](file, out);
  return { milliseconds, peakBytes: peakBytes() };
}

/** Linux keeps the peak per program image; `maxRSS` there includes that of the process that started this one. */
function peakBytes(): number {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function indexed(file: string): Promise<Transcript> {
  const opened = await openTranscript(file);
  if (!opened.ok) throw new Error(`${file}: ${opened.failure.code}`);
  const { state } = await opened.value.whenIndexed();
  if (state.phase !== "complete") throw new Error(`${file}: ${JSON.stringify(state)}`);
  return opened.value;
}

/** The export of a transcript that is indexed already, as in the app. */
async function exportAs(file: string, as: ExportKind, target: ExportTarget): Promise<number> {
  const transcript = await indexed(file);
  const milliseconds = await timed(async () => {
    const exported = await runExport(transcript, { as, filter: "", pretty: false, dropRaw: false }, target);
    if (!exported.ok) throw new Error(`export: ${exported.failure.code}`);
  });
  transcript.close();
  return milliseconds;
}

function parseLines(file: string): void {
  const handle = fs.openSync(file, "r");
  const block = Buffer.allocUnsafe(1024 * 1024);
  let rest = Buffer.alloc(0);
  for (let read = fs.readSync(handle, block); read > 0; read = fs.readSync(handle, block)) {
    const bytes = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)]);
    const end = bytes.lastIndexOf(0x0a);
    for (const line of bytes.toString("utf8", 0, Math.max(end, 0)).split("\n")) if (line !== "") parse(line);
    rest = Buffer.from(bytes.subarray(end + 1));
  }
  if (rest.length > 0) parse(rest.toString());
  fs.closeSync(handle);
}

/** Real transcripts hold lines that are not one JSON value; a loop that stops there measures nothing. */
function parse(line: string): void {
  try {
    JSON.parse(line);
  } catch {
    // Passed over, as a program that reads such logs would.
  }
}
