// Where ripgrep is. It comes with the package @vscode/ripgrep, which has the program for each platform in an optional
// package of its own; a package may be missing, so it is looked for and never imported.

import fs from "node:fs";
import { createRequire } from "node:module";
import { warn } from "../../environment/warnings.ts";

const resolver = createRequire(import.meta.url);

/** The program's path; undefined when there is none. `SEEKLINE_RIPGREP` names another one, or `none`. */
export function findRipgrep(): string | undefined {
  const chosen = process.env.SEEKLINE_RIPGREP ?? "";
  if (chosen === "none") return undefined;
  if (chosen !== "" && isRipgrep(chosen)) return chosen;
  return bundledRipgrep();
}

const known = new Map<string, boolean>();

/** Any other program might end as ripgrep does when it finds nothing. */
function isRipgrep(program: string): boolean {
  const before = known.get(program);
  if (before !== undefined) return before;
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8", timeout: 10_000, windowsHide: true });
  // Undefined where it could not be started.
  const is = typeof stdout === "string" && stdout.startsWith("ripgrep ");
  known.set(program, is);
  if (!is) warn(`SEEKLINE_RIPGREP names “${program}”, which is not ripgrep. The one that comes with Seekline is used.`);
  return is;
}

function bundledRipgrep(): string | undefined {
  const name = process.platform === "win32" ? "rg.exe" : "rg";
  try {
    // The platform's package belongs to @vscode/ripgrep, and need not stand beside it.
    const inPackage = createRequire(resolver.resolve("@vscode/ripgrep"));
    const program = inPackage.resolve(`@vscode/ripgrep-${process.platform}-${process.arch}/bin/${name}`);
    // No program can be started from inside an archive.
    const unpacked = program.replace(/\bapp\.asar\b/, "app.asar.unpacked");
    return fs.existsSync(unpacked) ? unpacked : undefined;
  } catch {
    return undefined;
  }
}

/** A pattern with what it asks of ripgrep. */
export interface RipgrepPattern {
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** What all searches have in common: bytes as they are, no settings of the user, no colours, one short line for a hit. */
export function commonArguments({ ignoreCase }: Pick<RipgrepPattern, "ignoreCase">): readonly string[] {
  return [
    ...["--no-config", "--text", "--encoding", "none", "--color", "never", "--no-heading", "--no-filename"],
    // A line of 1 GB is named by its place, not printed.
    ...["--max-columns", "1"],
    ignoreCase ? "--ignore-case" : "--case-sensitive",
  ];
}
