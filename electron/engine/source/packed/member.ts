import type { Source } from "../source.ts";

/** How a member (gzip), frame (zstd) or stream (Brotli) of a packed file ended. */
export type MemberEnd =
  | { readonly is: "whole"; readonly next: number }
  /** The file ends inside it. */
  | { readonly is: "cut" }
  | { readonly is: "damaged"; readonly at: number; readonly detail: string }
  /** None begins there. */
  | { readonly is: "none" };

/** Unpacks the member that begins at a place. */
export type Unpacker = (source: Source, at: number) => AsyncGenerator<Uint8Array, MemberEnd, undefined>;
