import { describe, expect, it } from "vitest";
import { suggestedName } from "./suggestedName.ts";

describe("suggestedName", () => {
  it.each([
    ["run.jsonl", "snapshot", "run.snapshot.jsonl"],
    ["run.jsonl", "messages", "run.messages.json"],
    ["run.ndjson", "records", "run.records.jsonl"],
    ["run.snapshot.jsonl", "snapshot", "run.snapshot.jsonl"],
    ["run.snapshot.jsonl", "messages", "run.messages.json"],
    ["rollout-2026-03-01T10.00.jsonl.zst", "records", "rollout-2026-03-01T10.00.records.jsonl"],
    ["session", "snapshot", "session.snapshot.jsonl"],
    [".jsonl", "snapshot", "transcript.snapshot.jsonl"],
  ] as const)("of %s as %s is %s", (source, as, name) => {
    expect(suggestedName(source, as)).toBe(name);
  });
});
