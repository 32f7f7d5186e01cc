// A transcript read twice: by the fields that its family's reader looks at, and as values. All that either gives is held to the other.

import { expect } from "vitest";
import type { RuleName } from "../../shared/findings.ts";
import { RecordCheck } from "../engine/check/checkRecords.ts";
import { Findings } from "../engine/check/findings.ts";
import { Entries } from "../engine/conversation/entries.ts";
import { readEntries } from "../engine/conversation/readEntries.ts";
import type { Format } from "../engine/formats/format.ts";
import { recognise } from "../engine/formats/recognition.ts";
import { readSample } from "../engine/formats/sample.ts";
import type { Source } from "../engine/source/source.ts";

class AllEntries extends Entries {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    super();
    this.#findings = findings;
  }

  override get wantsFindings(): boolean {
    return true;
  }

  override finding(rule: RuleName, message: string): void {
    this.#findings.add({ rule, record: this.record.number, line: this.record.line, message });
  }
}

/** The same format, whose reader looks at no field. */
function readingWhole(format: Format): Format {
  const { conversation } = format;
  if (conversation === undefined) return format;
  return {
    ...format,
    conversation: async (operations, context) => {
      const reader = await conversation(operations, context);
      const { passedOver } = reader;
      return {
        passedOver,
        take: (record) => reader.take(record),
        takeDamaged: (beginning) => reader.takeDamaged?.(beginning),
        end: reader.end === undefined ? undefined : () => reader.end?.(),
      };
    },
  };
}

/** All that a reading gives. */
async function read(source: Source, format: Format, time: Parameters<typeof readEntries>[1]["time"]) {
  const findings: unknown[] = [];
  const found = new Findings((finding) => findings.push(finding));
  const entries = new AllEntries(found);
  const records = new RecordCheck(found);
  const facts = await readEntries(source, { format, time }, entries, {
    onRecord: (record, complete) => records.take(record, complete),
    onDamaged: (record) => records.takeDamaged(record),
  });
  const all = Array.from({ length: entries.count }, (_, n) => {
    const entry = n + 1;
    return {
      sort: entries.sort(entry),
      state: [entries.speaker(entry), entries.outcomeOf(entry), entries.exitCodeOf(entry)],
      marks: entries.marksOf(entry),
      has: [entries.hasText(entry), entries.hasContent(entry), entries.hasReasoning(entry), entries.hasResult(entry)],
      result: [entries.hasMadeUpResult(entry), entries.hasResultInParts(entry), entries.hasFirstResult(entry)],
      place: [entries.recordOf(entry), entries.lineOf(entry), entries.timeOf(entry), entries.resultTimeOf(entry)],
      names: [entries.nameOf(entry), entries.idOf(entry), entries.ownerOf(entry)],
      cut: entries.cuts.of(entry),
      pieces: [...entries.pieces.of(entry, true)],
    };
  });
  const { models, sources, errors, errorCount, costInUsd, ended, isTurnOpen, subagents, turnFrom, usages } = entries;
  const totals = { models: [...models], sources: [...sources], errors, errorCount, costInUsd, ended, isTurnOpen };
  const tokens = [usages.totals(), usages.byModel(), usages.largest(20)];
  return { facts, findings, all, totals, subagents, turnFrom, tokens };
}

export async function expectSameByFields(source: Source): Promise<void> {
  const { format, plan, choice } = recognise(readSample(source).heads, {});
  if (choice.prefix.length > 0) return;
  expect(await read(source, format, plan.time)).toEqual(await read(source, readingWhole(format), plan.time));
}
