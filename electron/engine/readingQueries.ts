// What is asked of an opened transcript, handed to the reading that it is asked of: that of the view, or the one that is shown.

import { readDurations } from "./query/durations.ts";
import { readFacets } from "./query/facets.ts";
import { readFileStatistics } from "./query/fileStatistics.ts";
import { readOverview } from "./query/overview.ts";
import { recordAtByte, recordAtLine } from "./query/recordAt.ts";
import { findRelated } from "./query/relatedRecords.ts";
import { readTimeOverview } from "./query/timeOverview.ts";
import type { Reading } from "./reading.ts";
import type { Readings } from "./readings.ts";
import type { Transcript } from "./transcript.ts";
import { kindsOf, namedKinds, placeOf } from "./transcriptFacts.ts";

type Query =
  | "kinds"
  | "indexBytes"
  | "completions"
  | "firstRecordAt"
  | "recordAtByte"
  | "recordAtLine"
  | "related"
  | "durations"
  | "turnAt"
  | "readingOf"
  | "overview"
  | "timeOverview"
  | "facets"
  | "fileStatistics"
  | "kindsIn"
  | "query"
  | "isCurrent"
  | "rows"
  | "list"
  | "listedRows"
  | "labels"
  | "record";

export function createQueries(readings: Readings): Pick<Transcript, Query> {
  const shown = (): Reading => readings.shown;
  return {
    kinds: () => kindsOf(shown().index),
    indexBytes: () => shown().index.size(),
    completions: () => ({ kinds: kindsOf(shown().index), ...shown().names.counts(), sources: [] }),
    firstRecordAt: (time) => shown().times.firstRecordAt(time),
    recordAtByte: (byte) => recordAtByte(shown().index, byte),
    recordAtLine: (line) => recordAtLine(shown().index, line),
    related: (record) => findRelated(shown().index, record),
    durations: (records) => readDurations(shown().index, records),
    turnAt: async (record) => shown().turnAt(record),
    readingOf: () => {
      const { format, choice } = shown().recognition;
      return { format, prefix: choice.prefix };
    },
    overview: (parts, view) => readOverview(shown().index, shown().index.source.size, parts, view),
    timeOverview: (parts, view) =>
      readTimeOverview((view === undefined ? shown() : readings.of(view)).index, parts, view),
    facets: (view) => {
      const { index, labels } = readings.of(view);
      return readFacets(index, view, labels().isErrorKind);
    },
    fileStatistics: () => readFileStatistics(shown().index),
    kindsIn: (view) => namedKinds(readings.of(view).index, view.kinds()),
    query: (filter) => readings.query(filter),
    isCurrent: (view) => readings.isCurrent(view),
    rows: (view, from, count) => readings.of(view).rows(view, from, count),
    list: (view, fold) => readings.of(view).list(view, fold),
    listedRows: (listing, from, count) => readings.of(listing.view).listedRows(listing, from, count),
    labels: (view) => readings.of(view).labels(),
    record: (number) => placeOf(shown().index, number),
  };
}
