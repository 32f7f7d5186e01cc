import fc from "fast-check";
import { expect, it } from "vitest";
import type { FacetCount } from "../../../shared/facets.ts";
import { sizeClasses, sizeClassOf, sizeRange } from "../../../shared/facets.ts";
import { parseFilter, printFilter } from "../../../shared/filter/filter.ts";
import { toggleName } from "../../../shared/filter/nameChoice.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { runNow } from "../conversation/pacer.ts";
import type { Transcript } from "../transcript.ts";

const { transcriptOf } = openedTranscripts();

const line = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record(
        {
          type: fc.constantFrom("TOOL_CALL_START", "TOOL_CALL_RESULT", "RUN_ERROR", "TEXT_MESSAGE_START", "CUSTOM"),
          toolCallName: fc.constantFrom("read", "write", "*", 'say "x"'),
          toolCallId: fc.constantFrom("c1", "c2"),
          role: fc.constantFrom("user", "assistant", "tool"),
          level: fc.constantFrom("info", "error"),
          pad: fc.integer({ min: 0, max: 12_000 }).map((length) => "x".repeat(length)),
        },
        { requiredKeys: ["type"] },
      )
      .map((record) => JSON.stringify(record)),
  },
  { weight: 1, arbitrary: fc.constantFrom("not json", '{"type":"A"}{"type":"B"}', '{"type":"torn"') },
);
const filters = fc.constantFrom("", "role:user", "-is:error", "bytes>1kb", "kind:TOOL_*", "tool:read OR is:malformed");

it("counts exactly the records that the condition of each value finds, and those of them that pass", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 25 }), filters, async (lines, filter) => {
      const transcript = await transcriptOf(lines.join("\n"));
      await transcript.whenIndexed();
      const counted = await facetsOf(transcript, filter);
      for (const [sort, values] of Object.entries(counted)) {
        for (const value of values) {
          const condition = conditionOf(sort, value);
          const all = await recordsOf(transcript, condition);
          const passing = await recordsOf(transcript, filter);
          const found = {
            count: all.size,
            bytes: [...all.values()].reduce((sum, bytes) => sum + bytes, 0),
            passing: [...all.keys()].filter((record) => passing.has(record)).length,
          };
          expect({ condition, ...value }).toEqual({ condition, name: value.name, ...found });
        }
      }
      const { records } = transcript.progress();
      expect(counted.sizes.reduce((sum, { count }) => sum + count, 0)).toBe(records);
      transcript.close();
    }),
    { numRuns: 60 },
  );
});

it("has a class of sizes for every size, and one only", () => {
  for (const [at, condition] of sizeClasses.entries()) {
    const { from, to } = sizeRange(at);
    expect([sizeClassOf(from), sizeClassOf((to ?? from + 1) - 1)]).toEqual([at, at]);
    const parsed = parseFilter(condition);
    expect(parsed.ok && printFilter(parsed.value)).toBe(condition);
  }
});

function conditionOf(sort: string, { name }: FacetCount): string {
  if (sort === "roles" || sort === "tools") return toggleName("", sort === "roles" ? "role" : "tool", name, "include");
  return sort === "states" ? `is:${name}` : name;
}

async function viewOf(transcript: Transcript, text: string) {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(`${text}: ${filter.failure.message}`);
  const view = transcript.query(filter.value);
  await view.whenComplete();
  return view;
}

async function facetsOf(transcript: Transcript, text: string) {
  const view = await viewOf(transcript, text);
  const counted = runNow(transcript.facets(view));
  view.close();
  return counted;
}

/** The lengths of the records that pass, by number. */
async function recordsOf(transcript: Transcript, text: string): Promise<ReadonlyMap<number, number>> {
  const view = await viewOf(transcript, text);
  const records = new Map<number, number>();
  view.visit(0, view.rows(), (record, { lengths }, at) => void records.set(record, lengths[at] ?? 0));
  view.close();
  return records;
}
