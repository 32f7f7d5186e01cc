// Another program, run in a process group of its own. What it prints goes to open files by their descriptors: this process never
// holds any of it, and nothing is lost when this process is slow or ends.

import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { systemWord } from "../source/fileSource.ts";
import { descendantsOf, signalProcess } from "./descendants.ts";

/** How a program ended, as the system tells it; a status of its own choosing is told apart from a signal. */
export type ChildEnd =
  | { readonly is: "exited"; readonly status: number }
  | { readonly is: "signalled"; readonly signal: NodeJS.Signals }
  /** `word` is the system's: ENOENT where there is no such program. */
  | { readonly is: "not-started"; readonly word: string };

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Descriptors of open files. */
  readonly stdout: number;
  readonly stderr: number;
}

/** A program that runs. `signal` and `end` do nothing once it and all that it started have ended. */
export interface Child {
  /** Resolves when the program itself has ended; others that it has started may go on. */
  readonly ended: Promise<ChildEnd>;
  /** Hands a signal on to the program and all that it has started. */
  signal(name: NodeJS.Signals): void;
  /** Ends them all, once: asks first, and does not wait long. On Linux also those that left the process group. */
  end(): Promise<void>;
}

/** How long programs may clean up when they are asked to end, in ms. */
const graceMs = 5_000;

/**
 * Starts without a shell, with our standard input, environment and folder. Never throws for a program that cannot be
 * started: `ended` says so. The descriptors stay the caller's.
 */
export function startChild({ command, args, stdout, stderr }: ChildOptions): Child {
  const isGroup = process.platform !== "win32";
  const child = spawn(command, args, { stdio: ["inherit", stdout, stderr], detached: isGroup });
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once("error", (error) => resolve({ is: "not-started", word: systemWord(error) }));
    child.once("exit", (status, signal) =>
      resolve(signal === null ? { is: "exited", status: status ?? 1 } : { is: "signalled", signal }),
    );
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      if (isGroup) process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // None of them is left.
    }
  };
  const endAll = async (): Promise<void> => {
    // They are looked for while the program lives: afterwards nothing tells whose they were.
    const below = child.pid === undefined ? [] : descendantsOf(child.pid);
    signal("SIGTERM");
    for (const mark of below) signalProcess(mark, "SIGTERM");
    await Promise.race([ended, setTimeout(graceMs, undefined, { ref: false })]);
    signal("SIGKILL");
    for (const mark of below) signalProcess(mark, "SIGKILL");
  };
  let ending: Promise<void> | undefined;
  return {
    ended,
    signal,
    end: () => {
      ending ??= endAll();
      return ending;
    },
  };
}
