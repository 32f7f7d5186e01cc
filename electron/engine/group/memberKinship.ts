import type { FormatChoice } from "../../../shared/transcript.ts";
import type { Format, Head, Kinship } from "../formats/format.ts";
import { readHead } from "../formats/head.ts";
import { formatOf } from "../formats/mixed.ts";
import { unwrapped } from "../formats/wrapping.ts";
import type { RecordPlace } from "../query/recordBytes.ts";
import { readRecordBytes } from "../query/recordBytes.ts";
import type { View } from "../query/view.ts";
import type { Source } from "../source/source.ts";

/** Records that are looked at, and bytes of each. */
const mostRecords = 16;
const headBytes = 8 * 1024;

const unknown: Kinship = { id: undefined, parent: undefined };

interface ReadTranscript {
  readonly format: FormatChoice;
  readonly source: Source;
}

/** Where a transcript comes from, by its beginning. `view` is of all of its records. */
export function kinshipOf({ format: choice, source }: ReadTranscript, view: View): Kinship {
  const { kinship }: Format = formatOf(choice);
  if (kinship === undefined) return unknown;
  const places: RecordPlace[] = [];
  view.visit(0, mostRecords, (_, { offsets, lengths }, row) => {
    places.push({ offset: offsets[row] ?? 0, length: lengths[row] ?? 0 });
  });
  return kinship(headsAt(places, source, choice));
}

function* headsAt(places: readonly RecordPlace[], source: Source, { prefix }: FormatChoice): Generator<Head> {
  for (const place of places) {
    const text = readRecordBytes(source, place, 0, headBytes).toString("utf8");
    yield unwrapped(readHead(text, place.length <= headBytes), prefix);
  }
}
