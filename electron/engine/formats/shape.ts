// What a JSON value has to look like, as data. Two readings of it go over a value in the source: does it fit (`survey.ts`),
// and what is written when it nearly does (`mended.ts`). Both walk the bytes, so a value may be of any length. They are
// generators that yield `undefined` wherever the caller may pause.
//
// A value that fits is never rewritten. Members a shape does not know are left as they are: readers ignore them.

import type { ValueType } from "../../../shared/rows.ts";
import { timeOf } from "../../../shared/time.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { Member, WalkCursor } from "../scanner/jsonWalk.ts";
import { walkMembers } from "../scanner/jsonWalk.ts";
import { decodeStringText } from "../scanner/stringText.ts";

/** Only what the official client's schema checks; "any" is a member that must be there with whatever value. */
export type Shape =
  | { readonly is: "any" }
  /** Anything but null. */
  | { readonly is: "value" }
  | { readonly is: "string" }
  /** A string; when it is another value, the string that holds its JSON text. */
  | { readonly is: "quotable" }
  | { readonly is: "whole"; readonly least: number }
  /** A whole number of milliseconds; when it is another spelling of a time, those that it means. */
  | { readonly is: "time" }
  | { readonly is: "boolean" }
  | { readonly is: "object" }
  | { readonly is: "pointer" }
  | { readonly is: "word"; readonly words: readonly string[] }
  | { readonly is: "stringOr"; readonly other: ListShape }
  | ListShape
  | RecordShape
  | VariantShape;

/** Elements that do not fit are left out when it is mended; with fewer than `least` that fit, the list does not. */
export interface ListShape {
  readonly is: "list";
  readonly of: Shape;
  /** How many elements there must be. */
  readonly least: number;
}

/** Of members of one name the last one counts, as with JSON.parse; another spelling gives way to the right one. */
export interface RecordShape {
  readonly is: "record";
  /** By every spelling of a member's name. */
  readonly spelled: ReadonlyMap<string, MemberShape>;
  readonly required: readonly MemberShape[];
  /** A member that may be put together from others beside it, when it is missing. */
  readonly gathered: Gathered | undefined;
}

/** Calls that were written flat: `name` and `arguments` beside the id, not in a `function` of their own. */
export interface Gathered {
  readonly name: string;
  readonly shape: RecordShape;
  /** By the name that a member has beside it: its name inside. */
  readonly from: ReadonlyMap<string, string>;
}

/** One of several records, by the string that one member holds. */
export interface VariantShape {
  readonly is: "variant";
  readonly by: string;
  readonly of: ReadonlyMap<string, RecordShape>;
  /** Whether a value of another sort fits, since readers drop it by themselves. */
  readonly others: boolean;
}

/** `name` is the spelling that is written, whichever was read. */
export interface MemberShape {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** JSON text for a required member that is missing or null. */
  readonly standIn: string | undefined;
  /** Readers take null for missing. */
  readonly nullable: boolean;
}

/** `mend`: it fits once it is rewritten. `unfit`: nothing can be made of it. */
export type Fitness = "fine" | "mend" | "unfit";

/** A value in the source. */
export interface Value extends ByteRange {
  readonly type: ValueType;
}

const sliceBytes = 1024 * 1024;
const pointerText = /^(?:\/(?:[^/~]|~[01])*)*$/;

/** Whether a text is a JSON Pointer (RFC 6901). */
export function isPointer(text: string): boolean {
  return pointerText.test(text);
}

/** The text of a whole number of milliseconds that a time means, cut to the millisecond; undefined when it is no time. */
export function millisecondsOf(text: string): string | undefined {
  const time = timeOf(text);
  return time === undefined ? undefined : String(Math.floor(time));
}

/** The members of a container (`from` a place on), and `undefined` at every pause: at the latest after a megabyte. */
export function* pausing(window: ByteWindow, value: ByteRange, from?: WalkCursor): Generator<Member | undefined> {
  const walk = walkMembers(window, value, from, { sliceBytes });
  let pausedAt = value.offset;
  for (;;) {
    const member = walk.next();
    if (member !== undefined) {
      yield member;
      if (member.next.offset - pausedAt < sliceBytes) continue;
      pausedAt = member.next.offset;
      yield undefined;
    } else if (walk.paused) yield undefined;
    else return;
  }
}

/** The text of a short string or number; of a longer one than the window holds, its begin. */
export function textOf(window: ByteWindow, value: Value): string {
  if (value.type !== "string") return window.view(value.offset, value.length).toString("latin1");
  return decodeStringText(window.view(value.offset + 1, value.length - 2));
}
