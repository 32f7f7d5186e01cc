// Runs a Node program and tells how it ended and how much memory it took at most.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { callsFileVariable, killAtVariable, killHook } from "./killAtCall.ts";

export interface ChildEnd {
  /** Undefined when a signal ended it. */
  readonly status: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Undefined when the program did not end by itself. */
  readonly peakBytes: number | undefined;
  /** How often it changed the file system; with `killAtCall` only, and when it ended by itself. */
  readonly fileCalls: number | undefined;
}

export interface ChildOptions {
  /** Undefined: it has no such variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called once the process is there; to interrupt it, for example. What is thrown here ends the program and the test. */
  readonly onStart?: (child: RunningChild) => void | Promise<void>;
  /** The Node that runs it; by default that in Electron. */
  readonly node?: string;
  /** A file to read standard input from. */
  readonly stdin?: string;
  /** A program, with arguments, that runs the rest of its command line. */
  readonly through?: readonly string[];
  /** Runs it as this user, where the tests are run by the superuser. */
  readonly user?: number;
  /** The program kills itself at this call that changes the file system, counted from 1; 0 only counts. */
  readonly killAtCall?: number;
  /** Written to a pipe as standard input, which then stays open. */
  readonly openInput?: string;
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
const peakHook = `{
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
}`;

export async function runChild(args: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-child-"));
  const hook = path.join(folder, "peak.cjs");
  const peakFile = path.join(folder, "peak");
  const callsFile = path.join(folder, "calls");
  fs.writeFileSync(hook, options.killAtCall === undefined ? peakHook : peakHook + killHook);
  const stdin = options.stdin === undefined ? undefined : fs.openSync(options.stdin, "r");
  try {
    const started = performance.now();
    const [command = "", ...before] = [...(options.through ?? []), options.node ?? process.execPath];
    const child = spawn(command, [...before, "--require", hook, ...args], {
      env: {
        ...process.env,
        // Or each program would keep its compiled code, beside the indexes.
        NODE_DISABLE_COMPILE_CACHE: "1",
        ...options.env,
        SEEKLINE_PEAK_FILE: peakFile,
        SEEKLINE_USER: String(options.user ?? ""),
        [killAtVariable]: String(options.killAtCall),
        [callsFileVariable]: callsFile,
      },
      stdio: [options.openInput === undefined ? (stdin ?? "ignore") : "pipe", "pipe", "pipe"],
    });
    child.stdin?.on("error", () => undefined); // it may end before it has read
    child.stdin?.write(options.openInput);
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
    const running: RunningChild = {
      pid: child.pid ?? 0,
      kill: (name) => child.kill(name),
      onOutput: (listener) => {
        child.stdout?.on("data", listener);
        child.stderr?.on("data", listener);
      },
    };
    const watched = Promise.resolve(options.onStart?.(running)).catch((error: unknown) => {
      child.kill("SIGKILL");
      throw error;
    });
    const [{ status, signal }] = await Promise.all([ended, watched]);
    return {
      status: status ?? undefined,
      signal: signal ?? undefined,
      stdout,
      stderr,
      milliseconds: performance.now() - started,
      peakBytes: numberIn(peakFile),
      fileCalls: numberIn(callsFile),
    };
  } finally {
    if (stdin !== undefined) fs.closeSync(stdin);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function numberIn(file: string): number | undefined {
  return fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : undefined;
}
