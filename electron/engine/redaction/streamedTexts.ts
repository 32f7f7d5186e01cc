// Texts that stream in piece by piece in a log of no known family. That a record is such a piece is said by its names: its kind speaks of a
// delta, a chunk or a token, or a member is called so. Its texts are put together place by place, with those of the records right
// before it, of all kinds and of its own, and with those that have the same id. That two are put together though they are two can
// only hide too much, so long as each is put together without the other, too.

import { Entries } from "../conversation/entries.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import { isObject, isText, numberAt, textAt } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { FormatRecord } from "../formats/format.ts";
import { mostBetween } from "./announcedTexts.ts";
import { longestFinding } from "./finder.ts";

/** Tokens that are counted are no pieces. */
const pieceKind = /delta|chunk|fragment|partial|stream|token(?!s|_?(?:count|usage|limit))/i;
const pieceMember = /delta$|chunk$|fragment$|^token$/i;
const innerKinds = ["type", "event", "kind"] as const;
const recordKinds = [...innerKinds, "name", "method"] as const;
const kindMembers: ReadonlySet<string> = new Set(recordKinds);
const idMember = /(?:^|[^a-z])id$|I[dD]$/;
/** They, too, tell a text from others that come at the same time, and may be texts themselves. */
const laneMember = /^(?:index|stream|channel)$/;
/** Members inside each other that are looked into, elements of a list, and texts and ids of a record: pieces are small records. */
const most = { depth: 12, elements: 2, texts: 16, ids: 8 } as const;
/** Places of which the last text is known; beyond them, they begin anew. */
const mostPlaces = 256;
/** Pieces of a text that nothing ends: then another one begins, and the two overlap by as much as a secret may be long. */
const mostPieces = 8_192;

/** Whether a record is a piece of a text. */
export function isPiece(value: unknown): boolean {
  return piecesOf(value).texts.length > 0;
}

/** A text that is made of neighbours. */
interface Run {
  entry: Entry;
  pieces: number;
  /** The number of its last record. */
  record: number;
  /** What it goes on from, which gets so many more characters. */
  readonly before: { readonly entry: Entry; left: number } | undefined;
}

/** Is given all records of a transcript in order. */
export class StreamedTexts {
  /** The texts, a message each. */
  readonly entries = new Entries();
  readonly #runs = new Map<string, Run>();

  take(record: FormatRecord): void {
    const { texts, ids, kind } = piecesOf(record.value);
    if (texts.length === 0) return;
    this.entries.at(record);
    for (const path of texts) {
      const place = path.join("/");
      let isKnown = false;
      for (const id of ids) {
        const entry = this.entries.message({ key: `${place} ${id}`, speaker: "assistant" });
        isKnown ||= this.entries.hasText(entry);
        this.#goOn(entry, path);
      }
      // Who names its text belongs to that one; ids that each record has one of name none.
      if (!isKnown) this.#goOnBeside(record, place, path);
      // Two streams that come at once, and tell themselves apart by what their pieces are.
      if (kind !== "") this.#goOnBeside(record, `${place} ${kind}`, path);
    }
  }

  #goOnBeside(record: FormatRecord, place: string, path: ValuePath): void {
    let run = this.#runs.get(place);
    if (run === undefined || record.number - run.record > 1 + mostBetween) run = this.#begin(place, undefined);
    if (run.pieces >= mostPieces) run = this.#begin(place, run);
    run.record = record.number;
    run.pieces++;
    this.#goOn(run.entry, path);
    const { before } = run;
    if (before === undefined || before.left <= 0) return;
    before.left -= textAt(record.value, ...path)?.length ?? 0;
    this.#goOn(before.entry, path);
  }

  #begin(place: string, after: Run | undefined): Run {
    if (this.#runs.size >= mostPlaces) this.#runs.clear();
    const entry = this.entries.message({ key: undefined, speaker: "assistant" });
    const before = after === undefined ? undefined : { entry: after.entry, left: longestFinding };
    const run: Run = { entry, pieces: 0, record: 0, before };
    this.#runs.set(place, run);
    return run;
  }

  #goOn(entry: Entry, path: ValuePath): void {
    this.entries.text(entry, path, this.entries.hasText(entry));
  }
}

interface Pieces {
  readonly texts: ValuePath[];
  readonly ids: string[];
  /** What says that they are pieces; empty: members are called so. */
  kind: string;
}

function piecesOf(value: unknown): Pieces {
  const pieces: Pieces = { texts: [], ids: [], kind: "" };
  if (isObject(value)) collect(value, [], false, pieces);
  return pieces;
}

/** The kind that an object names, if it is one of pieces. Inside of a record, names and methods are those of others. */
function kindIn(value: object, isRecord: boolean): string | undefined {
  const kinds = (isRecord ? recordKinds : innerKinds).map((name) => textAt(value, name) ?? "");
  return kinds.find((kind) => pieceKind.test(kind));
}

/** `isPart`: a name above says that texts below are pieces. */
function collect(value: unknown, path: ValuePath, isPart: boolean, pieces: Pieces): void {
  if (path.length > most.depth) return;
  if (Array.isArray(value)) {
    for (const [n, element] of value.slice(0, most.elements).entries()) collect(element, [...path, n], isPart, pieces);
    return;
  }
  const name = String(path.at(-1) ?? "");
  const isId = idMember.test(name);
  const id = isId || laneMember.test(name) ? (textAt(value) ?? numberAt(value)) : undefined;
  if (id !== undefined && pieces.ids.length < most.ids) pieces.ids.push(`${name} ${id}`);
  if (isText(value)) {
    if (isPart && !isId && !kindMembers.has(name) && pieces.texts.length < most.texts) pieces.texts.push(path);
    return;
  }
  if (!isObject(value)) return;
  const kind = kindIn(value, path.length === 0);
  if (kind !== undefined && pieces.kind === "") pieces.kind = kind;
  const areParts = isPart || kind !== undefined;
  for (const member of Object.keys(value)) {
    collect(value[member], [...path, member], areParts || pieceMember.test(member), pieces);
  }
}
