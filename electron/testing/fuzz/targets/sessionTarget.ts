// Whole sessions of the engine over mutated records: a file is recognised, indexed, listed, read as a conversation, summed up and
// exported. Every request is answered by a value or an expected failure, and by nothing else.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { exportKinds } from "../../../../shared/exports.ts";
import { formatNames } from "../../../../shared/transcript.ts";
import { checkFile } from "../../../engine/check/checkFile.ts";
import { createEngine } from "../../../engine/engine.ts";
import type { RequestContext } from "../../../engine/port/handlers.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";
import { mutated, mutations } from "../mutations.ts";

const context: RequestContext = { signal: new AbortController().signal, requestId: 1, emit: () => {} };

export function sessionTarget(real: readonly (readonly string[])[]): FuzzTarget {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const file = path.join(folder, "log.jsonl");
  const target = path.join(folder, "out");
  const transcripts = fc
    .tuple(fc.constantFrom(...real), mutations, fc.constantFrom(...real))
    .map(([lines, all, others]) => mutated(all.length > 6 ? [...lines, ...others.slice(0, 5)] : lines, all));
  // A few are read by a format that is not theirs.
  const formats = fc.option(fc.constantFrom(...formatNames), { freq: 4, nil: undefined });
  return fuzzTarget(
    "session",
    30,
    fc.asyncProperty(transcripts, formats, fc.constantFrom(...exportKinds), async (text, format, as) => {
      fs.writeFileSync(file, text);
      const engine = createEngine({ emit: () => {}, resolveGrant: (id) => (id === "file" ? file : target) });
      try {
        await useSession(engine, format, as);
        const check = await checkFile({ path: file, original: file }, { format, onFinding: () => {} });
        expect(check.ok || check.failure.code).toBeTruthy();
      } finally {
        engine.dispose();
      }
    }),
    async () => fs.rmSync(folder, { recursive: true }),
  );
}

async function useSession(
  { handlers }: ReturnType<typeof createEngine>,
  format: (typeof formatNames)[number] | undefined,
  as: (typeof exportKinds)[number],
): Promise<void> {
  const opened = await handlers.open({ file: "file", format }, context);
  if (!opened.ok) throw new Error(`a short file cannot be opened: ${opened.failure.code}`);
  const { transcript } = opened.value;
  // Waits until all is indexed.
  const kinds = await handlers.kindsWhere({ transcript, filter: "" }, context);
  const all = await handlers.query({ transcript, filter: "", rows: 100 }, context);
  if (!kinds.ok || !all.ok) throw new Error("the records cannot be counted");
  const records = all.value.rows;
  expect(kinds.value.reduce((sum, { count }) => sum + count, 0)).toBe(records);
  for (const record of [0, Math.floor(records / 2), records]) {
    const tree = await handlers.tree({ transcript, record, at: 0, count: 100 }, context);
    expect(tree.ok).toBe(record < records);
    if (tree.ok) {
      expect((await handlers.related({ transcript, record }, context)).ok).toBe(true);
      expect((await handlers.turnAt({ transcript, record }, context)).ok).toBe(true);
      const measured = await handlers.measures({ transcript, records: [record], of: ["duration", "tokens"] }, context);
      expect(measured.ok && measured.value.every(({ duration = 0 }) => duration >= 0)).toBe(true);
    }
  }
  const shown = await handlers.conversation({ transcript, show: [] }, context);
  if (shown.ok) {
    const items = await handlers.items({ transcript, from: 0, count: 100 }, context);
    expect(items.ok).toBe(true);
    expect((await handlers.outline({ transcript, from: 0, count: 100 }, context)).ok).toBe(true);
  }
  const summary = await handlers.summary({ transcript, related: false }, context);
  if (!summary.ok) throw new Error(summary.failure.code);
  const { prompts, answers, toolCalls, openCalls, undone } = summary.value;
  expect(Math.min(prompts, answers, toolCalls - openCalls, undone)).toBeGreaterThanOrEqual(0);
  const options = { as, filter: "", pretty: false, dropRaw: false };
  const exported = await handlers.export({ transcript, target: "target", options }, context);
  if (!exported.ok) {
    expect(["not-a-conversation", "several-threads", "cannot-export-record"]).toContain(exported.failure.code);
  }
}
