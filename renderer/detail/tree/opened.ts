// What is open in a tree, and how it is read: first pieces and further ones. Everything is asked for when it is opened
// and held in windows of a bounded size, so a record of any length costs what is on the screen.

import { assertNever } from "../../../shared/assertNever.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { TextSlice, TreeCursor } from "../../../shared/rows.ts";
import type { TooLong } from "../recordReader.ts";
import { readWhole } from "../recordReader.ts";
import { holdsJson, maxEmbeddedLength } from "./embeddedJson.ts";
import type { Piece, PieceWindow, Side } from "./pieceWindow.ts";
import { edge, extend, firstPiece } from "./pieceWindow.ts";
import type { TreeDocument } from "./treeDocument.ts";
import { embeddedDocument } from "./treeDocument.ts";
import type { TreeItem } from "./treeItem.ts";
import { isContainer } from "./treeItem.ts";

/** Members that are read at once. */
export const membersPerPiece = 200;
/** Bytes of text that are read at once. */
export const bytesPerPiece = 64 * 1024;
/** Pieces held of one container (2,000 members) and of one string (1 MiB). */
const mostMemberPieces = 10;
const mostTextPieces = 16;

/** Why something could not be opened. `not-json`: a string that looked like JSON is none. */
export type TreeFailure = Failure | TooLong | { readonly code: "not-json" };

/** What is going on at an end of what is open; `failed` is tried again by asking for that side again. */
export type Phase =
  | { readonly type: "idle" }
  | { readonly type: "loading"; readonly side: Side }
  | { readonly type: "failed"; readonly side: Side; readonly failure: TreeFailure };

/** A piece of a container. */
export interface Members {
  readonly items: readonly TreeItem[];
  /** The position of the first item in its container, from 0. */
  readonly first: number;
  /** Where the bytes are not JSON, in a sentence. */
  readonly problem: string | undefined;
}

/** The members of a container, of JSON in a string, or (without `item`) of the record itself. */
export interface OpenBranch {
  readonly type: "branch";
  readonly item: TreeItem | undefined;
  readonly document: TreeDocument;
  /** Where the container starts in its document. */
  readonly at: number;
  readonly window: PieceWindow<TreeCursor, Members>;
  readonly phase: Phase;
}

/** The text of a scalar. */
export interface OpenText {
  readonly type: "text";
  readonly item: TreeItem;
  /** Where the whole text starts; slices say where it ends. */
  readonly origin: number;
  readonly window: PieceWindow<number, TextSlice>;
  readonly phase: Phase;
}

/** Nothing has been read yet, or could be. */
export interface Opening {
  readonly type: "opening";
  readonly item: TreeItem;
  readonly failure: TreeFailure | undefined;
}

/** What is open below an item: told apart by `type`. */
export type Opened = Opening | OpenBranch | OpenText;

const idle: Phase = { type: "idle" };
/** Stands for "no cursor": a container's start. */
const containerStart: TreeCursor = { offset: 0, index: 0 };

/** A container's members, a scalar's text, or the members of the JSON a string holds. */
export async function readFirst(
  item: TreeItem,
  as: "value" | "json",
  signal: AbortSignal,
): Promise<Result<Opened, TreeFailure>> {
  if (as === "json") return readEmbedded(item, signal);
  return isContainer(item.node) ? readBranch(item.document, item.node.offset, item, signal) : readText(item, signal);
}

/** The first members of the container at `at`; `item` is undefined for the record's own. */
export async function readBranch(
  document: TreeDocument,
  at: number,
  item: TreeItem | undefined,
  signal: AbortSignal,
): Promise<Result<OpenBranch>> {
  const piece = await readMembers({ document, at, item }, containerStart, signal);
  return piece.ok
    ? succeed({ type: "branch", item, document, at, window: firstPiece(piece.value), phase: idle })
    : piece;
}

/** The same with one piece more, or unchanged if there is none on that side. */
export async function readOn(
  opened: OpenBranch | OpenText,
  side: Side,
  signal: AbortSignal,
): Promise<Result<Opened, TreeFailure>> {
  switch (opened.type) {
    case "branch": {
      const from = edge(opened.window, side);
      if (from === undefined) return succeed(opened);
      const piece = await readMembers(opened, from, signal);
      if (!piece.ok) return piece;
      const placed = placePiece(opened, side, piece.value);
      return succeed({ ...opened, window: extend(opened.window, side, placed, mostMemberPieces), phase: idle });
    }
    case "text": {
      const from = edge(opened.window, side);
      if (from === undefined) return succeed(opened);
      const piece = await readSlice(opened.item, from, signal);
      if (!piece.ok) return piece;
      return succeed({ ...opened, window: extend(opened.window, side, piece.value, mostTextPieces), phase: idle });
    }
    default:
      return assertNever(opened);
  }
}

async function readMembers(
  branch: Pick<OpenBranch, "document" | "at" | "item">,
  from: TreeCursor,
  signal: AbortSignal,
): Promise<Result<Piece<TreeCursor, Members>>> {
  const { document, at, item: parent } = branch;
  const cursor = from === containerStart ? undefined : from;
  const page = await document.members(at, cursor, membersPerPiece, signal);
  if (!page.ok) return page;
  const { nodes, next, problem } = page.value;
  const items = nodes.map((node): TreeItem => ({ id: `${document.idPrefix}${node.offset}`, document, node, parent }));
  return succeed({ start: from, next, content: { items, first: 0, problem } });
}

/** Counts on from the members that are held. */
function placePiece({ window }: OpenBranch, side: Side, piece: Piece<TreeCursor, Members>): Piece<TreeCursor, Members> {
  const held = window.pieces.at(side === "after" ? -1 : 0)?.content;
  const reference = held?.first ?? 0;
  const first = side === "after" ? reference + (held?.items.length ?? 0) : reference - piece.content.items.length;
  return { ...piece, content: { ...piece.content, first } };
}

async function readText(item: TreeItem, signal: AbortSignal): Promise<Result<OpenText>> {
  const piece = await readSlice(item, 0, signal);
  if (!piece.ok) return piece;
  const origin = piece.value.content.from;
  return succeed({ type: "text", item, origin, window: firstPiece(piece.value), phase: idle });
}

async function readSlice(item: TreeItem, from: number, signal: AbortSignal): Promise<Result<Piece<number, TextSlice>>> {
  const slice = await item.document.valueText(item.node, from, bytesPerPiece, signal);
  if (!slice.ok) return slice;
  const { next, end } = slice.value;
  return succeed({ start: from, next: next < end ? next : undefined, content: slice.value });
}

async function readEmbedded(item: TreeItem, signal: AbortSignal): Promise<Result<Opened, TreeFailure>> {
  const text = await readWhole(
    (from) => item.document.valueText(item.node, from, bytesPerPiece, signal),
    maxEmbeddedLength,
  );
  if (!text.ok) return text;
  if (!holdsJson(text.value)) return fail({ code: "not-json" });
  return readBranch(embeddedDocument(`${item.id}>`, text.value), 0, item, signal);
}

/** All members of a container; undefined until its last piece is held. */
export function countMembers({ window }: OpenBranch): number | undefined {
  const last = window.pieces.at(-1);
  return last === undefined || last.next !== undefined ? undefined : last.content.first + last.content.items.length;
}
