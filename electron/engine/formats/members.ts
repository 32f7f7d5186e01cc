// Which members of a log's records name a kind and a time. No list of names fits every log, and no log names them in every
// record: of the usual names, those are taken that the sampled records have, the most telling first, until every record
// is served or no name fits. A wrong guess costs no more than a column, and the user may name another member.

import { looksLikeTime, timeOf } from "../../../shared/time.ts";
import type { NamingMember } from "../../../shared/transcript.ts";
import { isMemberPath } from "../../../shared/transcript.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Head } from "./format.ts";
import { memberOf } from "./head.ts";
import { numberText } from "./numberText.ts";

/** Usual names, most telling first. A dot stands for a step down, or is part of the key. */
const kindNames = [
  ...["type", "event", "kind", "_type", "eventType", "event_type", "record_type", "method", "action", "object"],
  ...["event.type", "payload.type", "data.type", "msg.type", "message.type", "body.type"],
  ...["level", "severity", "log.level", "logLevel", "EventID", "Channel"],
];
/** Names of many things: they name kinds only where records share them. */
const commonNames = ["name", "category", "role", "status"];
const outerTimeNames = [
  ...["timestamp", "@timestamp", "time", "ts", "datetime", "date", "created_at", "createdAt", "eventTime", "EventTime"],
  ...["start_time", "startTime", "_timestamp", "timestamp_ms", "capturedAt", "t"],
];
const timeNames = [
  ...outerTimeNames,
  ...["event", "payload", "data", "msg", "message", "body"].flatMap((outer) =>
    outerTimeNames.map((name) => `${outer}.${name}`),
  ),
];

/** Where times are looked for. */
export const usualTimePaths: readonly FieldPath[] = timeNames.map((name) => name.split("."));

const kindPaths: readonly FieldPath[] = kindNames.map((name) => name.split("."));

/** The most names for one thing: every one costs the scan a look. */
const mostNames = 6;
/** Characters: what is longer is read as a text, unless records share it as they share kinds. */
const longestPlain = 80;
/** What is longer still is no name of a kind. */
const longestKind = 500;
const recordsPerKind = 2;
/** Candidates that are offered, and different members that are looked at for them. */
const mostCandidates = 12;
const mostLooked = 2_000;
const fewKinds = 8;

/** Where a single record has what names its kind by all custom, if it has that. */
export function kindMember(head: Head): FieldPath | undefined {
  return kindPaths.find((path) => {
    const value = valueAt(head, path);
    return isKind(value) && isPlain(value);
  });
}

/** Where a single record has times by all custom. */
export function timeMembers(head: Head): readonly FieldPath[] {
  return usualTimePaths.filter((path) => isTime(valueAt(head, path)));
}

/** The members that name the kinds of these records; of several in one record, the first counts. */
export function guessKindPaths(heads: readonly Head[]): readonly FieldPath[] {
  const namesKinds = ({ rank, values }: Found): boolean =>
    (rank < kindNames.length && values.some(isPlain)) || areShared(values);
  return guess(heads, [...kindNames, ...commonNames], isKind, namesKinds);
}

/** The same for their times. */
export function guessTimePaths(heads: readonly Head[]): readonly FieldPath[] {
  return guess(heads, timeNames, isTime, () => true);
}

/** The members that could name something, with how many of the records have a fitting value there; those of most first. */
export function candidatesFor(
  heads: readonly Head[],
  fits: (value: unknown) => boolean,
  isTelling: (values: readonly unknown[]) => boolean,
): readonly NamingMember[] {
  const found = new Map<string, unknown[]>();
  for (const head of heads) {
    for (const [path, value] of membersWithin(head)) {
      const name = path.join(".");
      if (!fits(value) || !isMemberPath(name)) continue;
      const values = found.get(name);
      if (values !== undefined) values.push(value);
      else if (found.size < mostLooked) found.set(name, [value]);
    }
  }
  return [...found]
    .filter(([, values]) => isTelling(values))
    .map(([path, { length: records }]) => ({ path, records }))
    .sort((a, b) => b.records - a.records)
    .slice(0, mostCandidates);
}

/** Whether records share these values, as they share kinds. */
export function areShared(values: readonly unknown[]): boolean {
  return new Set(values).size <= Math.max(fewKinds, values.length / recordsPerKind);
}

/** The value at a path, as the scanner finds it: `0` is an array's first element. */
export function valueAt(head: Head, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (step === 0 ? (Array.isArray(value) ? value[0] : undefined) : memberOf(value, step)),
    head,
  );
}

/** What the index takes for the name of a kind. */
export function isKind(value: unknown): boolean {
  return (
    (typeof value === "string" && value.length > 0 && value.length <= longestKind) ||
    /^-?\d+$/.test(numberText(value) ?? "")
  );
}

function isPlain(value: unknown): boolean {
  return typeof value !== "string" || value.length <= longestPlain;
}

/** What makes a member one that gives times, where nothing else says so. */
export function isTime(value: unknown): boolean {
  const text = typeof value === "string" ? value : numberText(value);
  return text !== undefined && looksLikeTime(text);
}

/** What the index takes for a time in a member that gives times: a clock that began with the machine counts few seconds. */
export function isReadAsTime(value: unknown): boolean {
  const text = typeof value === "string" ? value : numberText(value);
  return text !== undefined && timeOf(text) !== undefined;
}

interface Candidate {
  readonly path: FieldPath;
  readonly rank: number;
}

interface Found extends Candidate {
  readonly values: readonly unknown[];
}

function guess(
  heads: readonly Head[],
  names: readonly string[],
  fits: (value: unknown) => boolean,
  isTelling: (found: Found) => boolean,
): readonly FieldPath[] {
  const ranks = new Map(names.map((name, rank) => [name, rank]));
  const outer = new Set(names.filter((name) => name.includes(".")).map((name) => name.slice(0, name.indexOf("."))));
  const found = heads.map((head) => valuesByName(head, ranks, outer, fits));
  const paths: FieldPath[] = [];
  for (let left = found; left.length > 0 && paths.length < mostNames; ) {
    const candidates = new Map<string, { readonly values: unknown[] } & Candidate>();
    for (const values of left) {
      for (const [key, { value, ...candidate }] of values) {
        const known = candidates.get(key) ?? { ...candidate, values: [] };
        known.values.push(value);
        candidates.set(key, known);
      }
    }
    const telling = [...candidates].filter(([, candidate]) => isTelling(candidate));
    const most = Math.max(0, ...telling.map(([, { values }]) => values.length));
    // A more telling name goes first when half of the records have it.
    const enough = Math.min(most, left.length / 2);
    const [best] = telling.filter(([, { values }]) => values.length >= enough).sort(([, a], [, b]) => a.rank - b.rank);
    if (best === undefined) break;
    const [key, { path }] = best;
    paths.push(path);
    left = left.filter((values) => !values.has(key));
  }
  return paths;
}

/**
 * The members of a record, and of the objects in it, that have one of the names and a fitting value; by their paths. `outer`:
 * the first steps of names with a dot, of which no name has two. Few members have such a name, so nothing is made of the others.
 */
function valuesByName(
  head: Head,
  ranks: ReadonlyMap<string, number>,
  outer: ReadonlySet<string>,
  fits: (value: unknown) => boolean,
): ReadonlyMap<string, Candidate & { readonly value: unknown }> {
  const found = new Map<string, Candidate & { readonly value: unknown }>();
  const look = (rank: number | undefined, value: unknown, ...path: readonly string[]): void => {
    if (rank !== undefined && fits(value)) found.set(JSON.stringify(path), { path, rank, value });
  };
  for (const [key, value] of membersOf(head)) {
    look(ranks.get(key), value, key);
    if (!outer.has(key)) continue;
    for (const [inner, innerValue] of membersOf(value)) look(ranks.get(`${key}.${inner}`), innerValue, key, inner);
  }
  return found;
}

/** The members of a record, and of the objects in it, by their paths. */
function* membersWithin(head: Head): Generator<readonly [FieldPath, unknown]> {
  for (const [key, value] of membersOf(head)) {
    yield [[key], value];
    for (const [inner, innerValue] of membersOf(value)) yield [[key, inner], innerValue];
  }
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** What a name with dots may mean: steps down, or a key that has them in it. A step `0` is an array's first element. */
export function pathsOf(name: string): readonly FieldPath[] {
  if (!name.includes(".")) return [[name]];
  return [name.split(".").map((step) => (step === "0" ? 0 : step)), [name]];
}
