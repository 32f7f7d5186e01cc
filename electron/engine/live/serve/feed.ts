// What a client is told, made ready piece by piece. A feed holds a place and nothing else: whoever has a slow client asks
// later.

export type FeedPart =
  /** Whole or partial server-sent events. */
  | { readonly is: "bytes"; readonly bytes: Uint8Array }
  /** All that is known has been given. */
  | { readonly is: "end" }
  /** The same, but there is more that is not made ready yet: ask again in a while. */
  | { readonly is: "later" }
  /** It cannot be given to its end, and must not seem as if it had been. */
  | { readonly is: "failed"; readonly reason: string; readonly record: number | undefined };

export interface Feed {
  /** `isOver`: nothing more will come. */
  read(isOver: boolean): FeedPart | Promise<FeedPart>;
  /** Frees what it holds. */
  close(): void;
}
