import type { HitPage } from "../../../../shared/rows.ts";
import { maxHitsPerPage } from "../../../../shared/rows.ts";
import type { Source } from "../../source/source.ts";
import type { RecordPlace } from "../recordBytes.ts";
import type { HitSearch } from "./hitSearch.ts";

/** The hits that begin in `length` bytes of a record from byte `from` on; fewer bytes where there are very many hits. */
export function readHits(
  source: Source,
  record: RecordPlace,
  search: HitSearch,
  from: number,
  length: number,
): HitPage {
  const end = record.length;
  const to = Math.min(end, from + length);
  if (!search.finds || from >= to) return { hits: [], next: Math.max(from, to), end };
  const found = search.find(source, record, from, to);
  const hits = found.hits.slice(0, maxHitsPerPage);
  const isCut = hits.length < found.hits.length;
  return { hits, next: isCut ? (hits.at(-1)?.to ?? found.next) : found.next, end };
}
