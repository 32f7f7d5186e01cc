import type { LogSettings } from "./generateLog.ts";

/** The transcripts in `samples/`, and what they are generated from. */
export const samples: readonly (LogSettings & { readonly file: string })[] = [
  { file: "weather-agent.jsonl", shape: "story-weather", seed: 1, bytes: 0 },
  { file: "parser-session.jsonl", shape: "story-parser", seed: 1, bytes: 0 },
  { file: "many-runs.jsonl", shape: "agui", seed: 4, bytes: 600_000 },
  { file: "late-types.jsonl", shape: "claude-like", seed: 1, bytes: 100_000 },
];
