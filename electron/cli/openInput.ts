// Opens the transcript of a command, hands it to the command and closes it behind it, whatever happens.

import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { Progress } from "../../shared/transcript.ts";
import { untilAborted } from "../engine/query/untilAborted.ts";
import { openTranscript } from "../engine/session.ts";
import type { FilePlace } from "../engine/source/source.ts";
import type { ReadableFile } from "../engine/spool/plainFile.ts";
import { readableFile, spooledFile } from "../engine/spool/readableFile.ts";
import type { Transcript } from "../engine/transcript.ts";
import type { Input } from "./arguments/argumentValues.ts";
import type { LiveInput } from "./liveInput.ts";
import { withLiveInput } from "./liveInput.ts";
import { printBytes, printCounted } from "./printed.ts";
import type { Terminal } from "./terminal.ts";

/** What a command works with. */
export interface Session {
  readonly transcript: Transcript;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Of standard input, or a packed file, that is followed. */
  readonly live?: LiveInput | undefined;
}

/** The transcript of a command, opened; its index is being made. */
export function withTranscript<Value>(
  input: Input,
  terminal: Terminal,
  signal: AbortSignal,
  use: (session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  if (input.file === "-" && input.follow === true) {
    return withLiveInput(signal, (file, live) =>
      useFile(file, input, terminal, signal, (session) => use({ ...session, live })),
    );
  }
  return withFile(input, terminal, signal, (file) =>
    useFile(file, input, terminal, signal, (session) => use({ ...session, live: file.growing })),
  );
}

/** The file of a command's transcript; standard input and packed files are written to one first. */
export async function withFile<Value>(
  input: Input,
  terminal: Terminal,
  signal: AbortSignal,
  use: (file: ReadableFile) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const read = input.file === "-" ? await readStandardInput(terminal, signal) : await readFile(input, terminal, signal);
  if (!read.ok) return read;
  const { notice, remove } = read.value;
  try {
    terminal.progress("");
    if (notice !== undefined) terminal.say(`seekline: ${notice}`);
    const result = await use(read.value);
    const { notice: now, failure } = read.value;
    if (now !== undefined && now !== notice) terminal.say(`seekline: ${now}`);
    // What could be read was used; that it was not all of it is a failure all the same.
    return result.ok && failure !== undefined ? fail(failure) : result;
  } finally {
    await remove();
  }
}

function readFile(
  { file, follow = false }: Input,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Result<ReadableFile>> {
  let isOpen = false;
  const onProgress = (bytes: number): void => {
    if (!isOpen) terminal.progress(`unpacking: ${printBytes(bytes)}`);
  };
  return readableFile({ path: file, original: file }, { signal, follow, onProgress }).finally(() => {
    isOpen = true;
  });
}

async function readStandardInput(terminal: Terminal, signal: AbortSignal): Promise<Result<ReadableFile>> {
  const { spoolStandardInput, standardInputName } = await import("./standardInput.ts");
  const spooled = await spoolStandardInput({
    signal,
    onProgress: (bytes) => terminal.progress(`reading standard input: ${printBytes(bytes)}`),
  });
  if (!spooled.ok) return spooled;
  const { file, failure } = spooled.value;
  const readable = await spooledFile(file, standardInputName, {
    signal,
    onProgress: (bytes) => terminal.progress(`unpacking standard input: ${printBytes(bytes)}`),
  });
  return readable.ok && failure !== undefined ? succeed({ ...readable.value, failure }) : readable;
}

/** A file that can be read by position. */
export async function useFile<Value>(
  file: FilePlace,
  { format, kindPath, timePath, follow = false }: Input,
  terminal: Terminal,
  signal: AbortSignal,
  use: (session: Session) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const opened = await openTranscript(file, { format, kindPath, timePath, follow });
  if (!opened.ok) return opened;
  const { notice } = opened.value;
  if (notice !== undefined) terminal.say(`seekline: ${notice}`);
  try {
    const result = await use({ transcript: opened.value, terminal, signal });
    const { notice: now } = opened.value;
    if (now !== undefined && now !== notice) terminal.say(`seekline: ${now}`);
    const change = opened.value.source.finalChange();
    // Each part was right when it was read; whether they belong together is only known now.
    return result.ok && (change === "shrunk" || change === "rewritten")
      ? fail({ code: "source-changed", name: opened.value.name, change })
      : result;
  } finally {
    opened.value.close();
  }
}

/** How often progress is looked at, in ms. */
const interval = 50;

/**
 * Waits until the index holds what is wanted, or all there is. The first of them is seen at once: commands that need only
 * the beginning of a long transcript do not wait for its end.
 */
export async function waitForIndex(
  { transcript, terminal, signal }: Session,
  isEnough: (progress: Progress) => boolean = () => false,
): Promise<Result<Progress>> {
  for (;;) {
    signal.throwIfAborted();
    const progress = transcript.progress();
    const { state } = progress;
    if (state.phase === "failed") return { ok: false, failure: state.failure };
    if (state.phase === "complete" || isEnough(progress)) {
      terminal.progress("");
      return { ok: true, value: progress };
    }
    terminal.progress(printIndexing(progress));
    const pause = new Promise((resolve) => setTimeout(resolve, interval));
    await untilAborted(Promise.race([pause, transcript.whenIndexed()]), signal);
  }
}

/** "indexing 43 % · 1.2 GB of 2.8 GB · 5,220,113 records" */
export function printIndexing({ bytesDone, bytesTotal, records }: Progress): string {
  const percent = Math.floor((100 * bytesDone) / Math.max(bytesTotal, 1));
  return `indexing ${percent} % · ${printBytes(bytesDone)} of ${printBytes(bytesTotal)} · ${printCounted(records, "record")}`;
}
