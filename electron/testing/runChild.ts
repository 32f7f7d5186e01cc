// Runs a Node program and tells how it ended and how much memory it took at most.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export interface ChildEnd {
  /** Undefined when a signal ended it. */
  readonly status: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Undefined when the program did not end by itself. */
  readonly peakBytes: number | undefined;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called once the program runs; to interrupt it, for example. */
  readonly onStart?: (child: RunningChild) => void;
  /** A file to read standard input from. */
  readonly stdin?: string;
  /** A program, with arguments, that runs the rest of its command line. */
  readonly through?: readonly string[];
  /** Runs it as this user, where the tests are run by the superuser. */
  readonly user?: number;
}

export interface RunningChild {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Called for what the program prints while it runs. */
  onOutput(listener: (text: string) => void): void;
}

/**
 * Becomes the other user, and notes the peak when the program ends. Where the system keeps it per program image (Linux) that is what counts:
 * `maxRSS` there includes the process that started this one.
 */
const peakHook = `
  const fs = require("node:fs");
  const user = Number(process.env.SEEKLINE_USER);
  if (user > 0 && process.getuid() === 0) {
    fs.chownSync(require("node:path").dirname(process.env.SEEKLINE_PEAK_FILE), user, user);
    process.setgroups([]);
    process.setgid(user);
    process.setuid(user);
  }
  process.on("exit", () => {
    let peak = process.resourceUsage().maxRSS * 1024;
    try {
      peak = Number(/VmHWM:\\s+(\\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
    } catch {}
    fs.writeFileSync(process.env.SEEKLINE_PEAK_FILE, String(peak));
  });
`;

export async function runChild(args: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-child-"));
  const hook = path.join(folder, "peak.cjs");
  const peakFile = path.join(folder, "peak");
  fs.writeFileSync(hook, peakHook);
  const stdin = options.stdin === undefined ? undefined : fs.openSync(options.stdin, "r");
  try {
    const started = performance.now();
    const [command, ...before] = [...(options.through ?? []), process.execPath];
    const child = spawn(command ?? process.execPath, [...before, "--require", hook, ...args], {
      env: { ...process.env, ...options.env, SEEKLINE_PEAK_FILE: peakFile, SEEKLINE_USER: String(options.user ?? "") },
      stdio: [stdin ?? "ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise<{ readonly status: number | null; readonly signal: string | null }>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status, signal) => resolve({ status, signal }));
    });
    options.onStart?.({
      pid: child.pid ?? 0,
      kill: (signal) => child.kill(signal),
      onOutput: (listener) => {
        child.stdout?.on("data", listener);
        child.stderr?.on("data", listener);
      },
    });
    const { status, signal } = await ended;
    return {
      status: status ?? undefined,
      signal: signal ?? undefined,
      stdout,
      stderr,
      milliseconds: performance.now() - started,
      peakBytes: fs.existsSync(peakFile) ? Number(fs.readFileSync(peakFile, "utf8")) : undefined,
    };
  } finally {
    if (stdin !== undefined) fs.closeSync(stdin);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
