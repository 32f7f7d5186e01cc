import type { Source } from "../source.ts";

/** How a member (gzip), frame (zstd) or stream (Brotli) of a packed file ended. */
export type MemberEnd =
  | { readonly is: "whole"; readonly next: number }
  /** The file ends inside it. */
  | { readonly is: "cut" }
  | { readonly is: "damaged"; readonly at: number; readonly detail: string }
  /** None begins there. */
  | { readonly is: "none" };

/** Waits where a source ends until it has grown; false when it does not any more. */
export type More = () => Promise<boolean>;

/** Unpacks the member that begins at a place. */
export type Unpacker = (source: Source, at: number, more: More) => AsyncGenerator<Uint8Array, MemberEnd, undefined>;

/** What is read of a source, once it is not cut there any more. */
export async function onceWhole<Read>(read: () => Read | "cut", more: More): Promise<Read | "cut"> {
  for (;;) {
    const value = read();
    if (value !== "cut" || !(await more())) return value;
  }
}
