// Of what sort a file is that does not hold lines of JSON in UTF-8 as it stands.

import { endsLinesWithReturns } from "../source/carriageReturns.ts";
import { isDocument } from "../source/documentLines.ts";
import { type Encoding, encodingOf } from "../source/encoding.ts";
import { holdsJoinedEvents } from "../source/joinedEvents.ts";
import { type Packing, packingOf } from "../source/packed/packing.ts";
import { bytesAt } from "../source/packed/piecesOf.ts";
import { areProtoFrames } from "../source/protoFrames.ts";
import type { Source } from "../source/source.ts";

export type FileSort =
  | { readonly is: "packed"; readonly packing: Packing }
  | { readonly is: "encoded"; readonly encoding: Encoding }
  /** AG-UI events in binary frames. */
  | { readonly is: "frames" }
  /** Server-sent events whose lines end in carriage returns. */
  | { readonly is: "returns" }
  /** Server-sent events whose JSON stands over several lines. */
  | { readonly is: "joined" }
  /** JSON over many lines. */
  | { readonly is: "document" };

/** Bytes that show how a file is packed or encoded. */
const judgedBytes = 4096;

/**
 * Undefined: lines of JSON, or nothing that is known.
 * @param name Tells how a file is packed where its bytes do not.
 */
export function fileSort(source: Source, name: string): FileSort | undefined {
  const beginning = bytesAt(source, 0, judgedBytes);
  const packing = packingOf(beginning, name);
  if (packing !== undefined) return { is: "packed", packing };
  if (areProtoFrames(beginning)) return { is: "frames" };
  const encoding = encodingOf(beginning);
  if (encoding !== undefined) return { is: "encoded", encoding };
  if (endsLinesWithReturns(source)) return { is: "returns" };
  if (holdsJoinedEvents(source)) return { is: "joined" };
  return isDocument(source) ? { is: "document" } : undefined;
}
