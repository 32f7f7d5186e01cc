import type { FileName } from "../files.ts";

/** What is guarded: one command on one file. */
export interface GuardRow {
  readonly name: string;
  readonly file: Exclude<FileName, "corpus">;
  /** The command line; FILE and OUT stand for the file and a place to write to. */
  readonly command: readonly string[];
  /** Begins with an index that the same build has kept. */
  readonly kept: boolean;
}

const FILE = "FILE";
const OUT = "OUT";

export const guardRows: readonly GuardRow[] = [
  { name: "stats, cold, AG-UI", file: "agui", command: ["stats", FILE], kept: false },
  { name: "stats, cold, short deltas", file: "deltas", command: ["stats", FILE], kept: false },
  { name: "stats, cold, Claude Code", file: "claude", command: ["stats", FILE], kept: false },
  { name: "filter by kind", file: "deltas", command: ["rows", FILE, "--filter", "kind:RUN_*"], kept: true },
  { name: "filter by size", file: "agui", command: ["rows", FILE, "--filter", "bytes>1mb"], kept: true },
  { name: "search", file: "agui", command: ["rows", FILE, "--filter", "zqxjkvbw"], kept: true },
  { name: "snapshot", file: "agui", command: ["export", FILE, "--as", "snapshot", "--quiet", "-o", OUT], kept: true },
  { name: "summary, AG-UI", file: "agui", command: ["summary", FILE, "--json"], kept: false },
  { name: "summary, Claude Code", file: "claude", command: ["summary", FILE, "--json"], kept: false },
];
