// Where the programs of each family keep their sessions (docs/library.md names the sources), and which names there are
// sessions. Only files of these names are ever opened: keys, tokens and databases lie beside them.

import os from "node:os";
import path from "node:path";
import type { FormatName } from "../../../shared/transcript.ts";

/** A folder that may not be there, which is no problem then. */
export interface Place {
  readonly format: FormatName;
  readonly folder: string;
  /** Of a path below the folder, with slashes. */
  readonly isSession: (name: string) => boolean;
  /** Folders below the folder in which sessions lie, at most so many inside each other. */
  readonly depth: number;
}

/** Variables, as a process has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The usual places of all families. Whether they are there is not looked at. */
export function usualPlaces(env: Environment = process.env, home: string = os.homedir()): readonly Place[] {
  const named = (variable: string, usual: string): string => {
    const folder = env[variable];
    return folder !== undefined && path.isAbsolute(folder) ? folder : path.join(home, usual);
  };
  const claude = [named("CLAUDE_CONFIG_DIR", ".claude"), path.join(named("XDG_CONFIG_HOME", ".config"), "claude")];
  const codex = named("CODEX_HOME", ".codex");
  // What it names is a home, not the folder in it.
  const gemini = path.join(named("GEMINI_CLI_HOME", ""), ".gemini");
  return [
    ...claude.map((folder) => place("claude-code", [folder, "projects"], 1, /^[^/]+\/[^/]+\.jsonl$/)),
    place("codex-rollout", [codex, "sessions"], 3, /^(?:\d+\/){0,3}rollout-[^/]+\.jsonl$/),
    place("codex-rollout", [codex, "archived_sessions"], 0, /^rollout-[^/]+\.jsonl$/),
    place("gemini", [gemini, "tmp"], 2, /^[^/]+\/chats\/session-[^/]+\.jsonl$/),
    place("qwen", [home, ".qwen", "projects"], 2, /^[^/]+\/chats\/[^/]+\.jsonl$/),
    place("pi", [named("PI_CODING_AGENT_DIR", ".pi/agent"), "sessions"], 1, /^[^/]+\/[^/]+\.jsonl$/),
    place("copilot", [named("COPILOT_HOME", ".copilot"), "session-state"], 1, /^(?:[^/]+\/events|[^/]+)\.jsonl$/),
    // A session's own file; those of its agents lie in folders beside it.
    place("kimi", [named("KIMI_CODE_HOME", ".kimi-code"), "sessions"], 4, /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/),
    place("droid", [home, ".factory", "sessions"], 1, /^(?:[^/]+\/)?[^/]+\.jsonl$/),
  ];
}

function place(format: FormatName, parts: readonly string[], depth: number, shape: RegExp): Place {
  return { format, folder: path.join(...parts), depth, isSession: (name) => shape.test(name) };
}

/** Folders inside each other that a folder of the user's is looked through for. */
const mostDepth = 16;

/** A folder of the user's own: JSON Lines files of any family, whose format is recognised one by one. */
export interface OwnFolder extends Omit<Place, "format"> {
  readonly format: undefined;
}

/**
 * Looked through to a depth of 16 folders; each file costs its recognition, in contrast to the usual places, where the
 * family is known.
 */
export function ownFolder(folder: string): OwnFolder {
  const isSession = (name: string): boolean => /\.(?:jsonl|ndjson)$/i.test(name);
  return { format: undefined, folder: path.resolve(folder), depth: mostDepth, isSession };
}
