// Programs that a test starts as a person would: from a shell, with a home of their own.

import { spawn } from "node:child_process";

export interface Ended {
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { env = process.env, cwd, input } = options;
    const child = spawn(program, args, { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    // A program may end without having read it.
    child.stdin.on("error", () => undefined).end(input);
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? undefined, output, errors }));
  });
}

/** The same, for what has to succeed; gives what was printed. */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, output, errors } = await run(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${errors}${output}`);
  return output;
}
