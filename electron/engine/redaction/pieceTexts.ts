// Which texts of a record are pieces of longer ones, in a log of no known family. That is said by its names: its kind speaks of a delta, a
// chunk or a token, a member is called so, or a flag says that it is not all. Objects that a text holds as JSON are looked into as well.

import type { ValuePath } from "../formats/condensedValue.ts";
import { cutText, isObject, isText, numberAt, textAt } from "../formats/condensedValue.ts";
import { innerObjects, isInner, mayHoldObjects } from "./innerJson.ts";

/** Tokens that are counted are no pieces. */
const pieceKind = /delta|chunk|fragment|partial|stream|token(?!s|_?(?:count|usage|limit))/i;
const pieceMember = /delta|chunk|fragment|partial|^token(?:_?(?:text|content|value))?$/i;
/** What is true of a piece, what is false, and what is not yet there. */
const pieceFlag = /^(?:is_?)?(?:partial|delta|chunk|incomplete|stream(?:ing)?)$/i;
const wholeFlag = /^(?:is_?)?(?:done|end|ended|final|finished|last|complete|completed)$/i;
const wholeReason = /^(?:finish|stop)_?reason$/i;
const kindMember =
  /^_*(?:type|event|kind|object|op|action|topic|(?:event|message|msg|record|entry)_?(?:type|name|kind))$/i;
/** Inside of a record, names and methods are those of others. */
const recordKindMember = /^(?:name|method)$/;
const idMember = /(?:^|[^a-z])id$|I[dD]$/;
/** They, too, tell a text from others that come at the same time, and may be texts themselves. */
const laneMember =
  /^(?:index|stream|channel|lane|choice|agent|author|source|sender|from|speaker|role|node|actor|user|participant|worker|thread|task)(?:_?name)?$|^(?:name|model)$/i;
/** Longer texts name nobody. */
const longestLane = 64;
/**
 * Members inside each other that are looked into, elements of a list, and texts and ids of a record: pieces are small records. Many may
 * be written together.
 */
const most = { depth: 12, elements: 64, texts: 64, ids: 16 } as const;
/** What of a sample tells who speaks: it has so many values at most, each of them twice or more. */
const mostNamed = 16;

export interface PieceText {
  readonly path: ValuePath;
  /** Characters. */
  readonly length: number;
  /** What tells the text from others that come at the same time. */
  readonly ids: readonly string[];
  /** Those of them that are there record by record, as one; undefined where there are not several. */
  readonly lanes: string | undefined;
  /** What says that it is a piece; empty: members are called so. */
  readonly kind: string;
}

/** Members that tell who speaks, beside those whose names do. */
export type Lanes = ReadonlySet<string>;
export const noLanes: Lanes = new Set();

/** An object, or an element of a list, with what tells its texts from others. */
interface Scope {
  readonly around: Scope | undefined;
  readonly ids: string[];
  readonly lanes: string[];
  kind: string;
}

interface Found {
  readonly texts: { readonly path: ValuePath; readonly length: number; readonly scope: Scope }[];
  readonly lanes: Lanes;
  readonly onLong: (path: ValuePath) => void;
  /** What is looked at may end anywhere. */
  readonly isBeginning: boolean;
}

/**
 * The pieces of a record, in order.
 * @param onLong Told of texts that hold more JSON than was looked into.
 */
export function pieceTexts(
  value: unknown,
  lanes: Lanes = noLanes,
  onLong: (path: ValuePath) => void = () => {},
): readonly PieceText[] {
  if (!isObject(value)) return [];
  const found: Found = { texts: [], lanes, onLong, isBeginning: false };
  collect(value, [], false, wholeScope(), found);
  return found.texts.map(({ path, length, scope }) => ({ path, length, ...namedBy(scope) }));
}

/** Whether a record is a piece of a text, or, as far as it is at hand, holds some: JSON inside of its texts may be torn, however deep. */
export function isPiece(value: unknown): boolean {
  if (pieceTexts(value).length > 0) return true;
  const found: Found = { texts: [], lanes: noLanes, onLong: () => {}, isBeginning: true };
  if (isObject(value)) collect(value, [], false, wholeScope(), found);
  return found.texts.length > 0;
}

function wholeScope(): Scope {
  return { around: undefined, ids: [], lanes: [], kind: "" };
}

/** Members by whose values the pieces of a sample can be told apart, though no name says so. */
export function lanesOf(sample: readonly unknown[]): Lanes {
  const values = new Map<string, Map<string, number>>();
  for (const record of sample) {
    if (isPiece(record)) countValues(record, values, 0);
  }
  const lanes = new Set<string>();
  for (const [name, counts] of values) {
    const isShared = counts.size <= mostNamed && [...counts.values()].every((count) => count > 1);
    if (counts.size > 1 && isShared) lanes.add(name);
  }
  return lanes;
}

function countValues(value: unknown, values: Map<string, Map<string, number>>, depth: number): void {
  if (!isObject(value) || depth > most.depth) return;
  for (const name of Object.keys(value)) {
    const member = value[name];
    const id = laneAt(member);
    if (id === undefined) countValues(member, values, depth + 1);
    else if (!kindMember.test(name)) {
      const counts = values.get(name) ?? new Map<string, number>();
      values.set(name, counts);
      if (counts.size <= mostNamed) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
}

function laneAt(value: unknown): string | undefined {
  const text = textAt(value) ?? numberAt(value)?.toString();
  return text === undefined || text.length > longestLane ? undefined : text;
}

function namedBy(scope: Scope): Pick<PieceText, "ids" | "lanes" | "kind"> {
  const ids: string[] = [];
  const lanes: string[] = [];
  let kind = "";
  for (let at: Scope | undefined = scope; at !== undefined; at = at.around) {
    ids.push(...at.ids, ...at.lanes);
    lanes.push(...at.lanes);
    if (kind === "") kind = at.kind;
  }
  return { ids, lanes: lanes.length > 1 ? lanes.join(" ") : undefined, kind };
}

/** `isPart`: a name above says that texts below are pieces. */
function collect(value: unknown, path: ValuePath, isPart: boolean, scope: Scope, found: Found): void {
  if (path.length > most.depth) return;
  if (found.texts.length >= most.texts) {
    const inner = path.findIndex(isInner);
    if (inner >= 0) found.onLong(path.slice(0, inner));
    return;
  }
  if (Array.isArray(value)) {
    for (const [n, element] of value.slice(0, most.elements).entries()) {
      collect(element, [...path, n], isPart, { around: scope, ids: [], lanes: [], kind: "" }, found);
    }
    return;
  }
  if (isText(value)) collectText(value, path, isPart, scope, found);
  else if (isObject(value)) collectMembers(value, path, isPart, scope, found);
}

function collectText(value: unknown, path: ValuePath, isPart: boolean, scope: Scope, found: Found): void {
  const cut = cutText(value);
  if (cut !== undefined && mayHoldObjects(cut.head)) found.onLong(path);
  const inner = typeof value === "string" ? innerObjects(value, found.isBeginning || undefined) : [];
  for (const { step, object } of inner) {
    collect(object, [...path, step], isPart, { around: scope, ids: [], lanes: [], kind: "" }, found);
  }
  if (inner.length > 0 || !isPart || found.texts.length >= most.texts) return;
  found.texts.push({ path, length: textAt(value)?.length ?? 0, scope });
}

function collectMembers(
  value: Readonly<Record<string, unknown>>,
  path: ValuePath,
  isPart: boolean,
  scope: Scope,
  found: Found,
): void {
  const isRecord = path.length === 0;
  const names = Object.keys(value);
  const isKind = (name: string): boolean => kindMember.test(name) || (isRecord && recordKindMember.test(name));
  const kinds = names.filter(isKind).map((name) => textAt(value[name]) ?? "");
  const kind = kinds.find((text) => pieceKind.test(text));
  if (kind !== undefined && scope.kind === "") scope.kind = kind;
  const areParts = isPart || kind !== undefined || names.some((name) => isFlag(name, value[name]));
  for (const name of names) {
    const member = value[name];
    const isId = idMember.test(name);
    const isLane = !isId && (laneMember.test(name) || found.lanes.has(name));
    const id = isId || isLane ? laneAt(member) : undefined;
    if (id !== undefined) {
      const ids = isId ? scope.ids : scope.lanes;
      if (ids.length < most.ids) ids.push(`${name} ${id}`);
    }
    if (isText(member) && (isId || isKind(name))) continue;
    collect(member, [...path, name], areParts || pieceMember.test(name), scope, found);
  }
}

function isFlag(name: string, value: unknown): boolean {
  if (value === true) return pieceFlag.test(name);
  if (value === false) return wholeFlag.test(name);
  return (value === null || value === "") && wholeReason.test(name);
}
