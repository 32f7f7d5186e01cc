// One run of ripgrep. It prints a line for each line with a hit, `<byte offset>:<anything>`, from which only the number
// is read; numbers cost the same whether a line has ten bytes or ten billion.

import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";

export type RipgrepEnd =
  | { readonly ended: "done" }
  /** It could not be started, refused the pattern, or died. `message` is its own word for it, one line. */
  | { readonly ended: "failed"; readonly started: boolean; readonly message: string };

export interface RipgrepRun {
  /** Pauses what is printed; after a while ripgrep itself waits. */
  pause(): void;
  resume(): void;
  kill(): void;
  /** Its standard input. What is written after its end is lost. */
  readonly input: Writable | undefined;
}

export interface RunHandlers {
  /** The number at the beginning of each line that is printed. */
  onNumber(value: number): void;
  onEnd(end: RipgrepEnd): void;
}

/** Characters of what ripgrep says of an error that are kept. */
const messageLimit = 2_000;

export function runRipgrep(program: string, args: readonly string[], handlers: RunHandlers): RipgrepRun {
  let child: ChildProcess | undefined;
  let killed = false;
  let over = false;
  const end = (result: RipgrepEnd): void => {
    if (over) return;
    over = true;
    if (!killed) handlers.onEnd(result);
  };
  const failed = (started: boolean, message: string): void => end({ ended: "failed", started, message });
  try {
    child = process
      .getBuiltinModule("node:child_process")
      .spawn(program, [...args], { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
  } catch (error) {
    // Some systems refuse at once, others with an event.
    queueMicrotask(() => failed(false, wordOf(error)));
    return { pause: () => {}, resume: () => {}, kill: () => (killed = true), input: undefined };
  }
  const { stdin, stdout, stderr } = child;
  let said = "";
  child.once("error", (error) => failed(false, wordOf(error)));
  // It may end before it has read all of its input.
  stdin?.on("error", () => {});
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < messageLimit) said += text;
  });
  const reader = new NumberReader((value) => {
    if (!killed) handlers.onNumber(value);
  });
  stdout?.on("data", (bytes: Buffer) => reader.read(bytes));
  child.once("close", (status, signal) => {
    // 1: nothing was found.
    if (status === 0 || status === 1) end({ ended: "done" });
    else failed(true, signal === null ? problemIn(said) : `stopped by ${signal}`);
  });
  return {
    pause: () => stdout?.pause(),
    resume: () => stdout?.resume(),
    input: stdin ?? undefined,
    kill: () => {
      killed = true;
      // Output that nobody reads would keep it waiting.
      discard(stdout);
      child.kill("SIGKILL");
    },
  };
}

function discard(stream: Readable | null): void {
  stream?.removeAllListeners("data");
  stream?.resume();
}

/** The system's word for why a program cannot be started. */
function wordOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** What ripgrep complains of: the last line behind `error:`, or the first line without its own name. */
function problemIn(said: string): string {
  const problem = /^error: (.+)$/m.exec(said)?.[1] ?? /^rg: (.+)$/m.exec(said)?.[1] ?? "it gave no reason";
  return problem.trim().replace(/\.$/, "");
}

/** Reads the digits before the first colon of each line, however the bytes are cut. */
class NumberReader {
  readonly #onNumber: (value: number) => void;
  #value = 0;
  #inNumber = true;

  constructor(onNumber: (value: number) => void) {
    this.#onNumber = onNumber;
  }

  read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at++) {
      if (this.#inNumber) {
        const byte = bytes[at] ?? 0;
        if (byte !== 0x3a) this.#value = this.#value * 10 + (byte - 0x30);
        else {
          this.#onNumber(this.#value);
          this.#value = 0;
          this.#inNumber = false;
        }
      } else {
        at = bytes.indexOf(0x0a, at);
        if (at < 0) return;
        this.#inNumber = true;
      }
    }
  }
}
