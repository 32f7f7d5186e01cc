// What the page asks of one record: where it stands, what it holds, and which belong to it.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { byteLength, byteOffset } from "../../../shared/units.ts";
import type { EngineHandlers } from "../port/handlers.ts";
import { citedHash, hashRecord } from "../query/citation.ts";
import { readHits } from "../query/hits/recordHits.ts";
import { readBytes } from "../query/recordBytes.ts";
import { readText } from "../query/recordText.ts";
import { readStringText, readTree } from "../query/recordTree.ts";
import type { Source } from "../source/source.ts";
import type { RecordPlace } from "../transcriptFacts.ts";
import type { WithTranscript } from "./heldTranscript.ts";
import { hitSearchOf } from "./heldTranscript.ts";
import { inSlices } from "./inSlices.ts";

type RecordMethod = "cite" | "related" | "turnAt" | "tree" | "bytes" | "text" | "stringText" | "hits";

/** What the page asks of one record. Its texts and bytes come in slices of bounded length; a record that is not there is a failure. */
export function createRecordHandlers(withTranscript: WithTranscript): Pick<EngineHandlers, RecordMethod> {
  const withRecord = <Value>(
    params: { readonly transcript: string; readonly record: number },
    read: (source: Source, place: RecordPlace) => Value | Promise<Value>,
  ): Promise<Result<Value>> =>
    withTranscript(params, async ({ transcript }) => {
      const place = transcript.record(params.record);
      return place.ok ? succeed(await read(transcript.source, place.value)) : place;
    });
  return {
    cite: (params, { signal }) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        if (!place.ok) return place;
        const { offset, length } = place.value;
        const hashed = await inSlices(hashRecord(transcript.source, place.value), signal);
        if (!hashed.ok) return hashed;
        const sha256 = hashed.value;
        return succeed({ offset: byteOffset(offset), length: byteLength(length), hash: citedHash(sha256), sha256 });
      }),
    related: (params, { signal }) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        return place.ok ? inSlices(transcript.related(params.record), signal) : place;
      }),
    turnAt: (params, { signal }) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        return place.ok ? succeed(await transcript.turnAt(params.record, signal)) : place;
      }),
    tree: (params, { signal }) =>
      withRecord(params, (source, place) => readTree(source, place, params.at, params.cursor, params.count, signal)),
    bytes: (params) => withRecord(params, (source, place) => readBytes(source, place, params.from, params.length)),
    text: (params) => withRecord(params, (source, place) => readText(source, place, params.from, params.length)),
    stringText: (params) =>
      withTranscript(params, ({ transcript }) => {
        const place = transcript.record(params.record);
        if (!place.ok) return place;
        return readStringText(transcript.source, place.value, params.at, params.from, params.length, params.spoken);
      }),
    hits: (params) =>
      withTranscript(params, (held) => {
        const search = hitSearchOf(held, params.filter);
        if (!search.ok) return search;
        const place = held.transcript.record(params.record);
        if (!place.ok) return place;
        return succeed(readHits(held.transcript.source, place.value, search.value, params.from, params.length));
      }),
  };
}
