import type { Overview } from "../../shared/transcript.ts";

/** What a strip goes by from its left end (0) to its right end (1). */
export interface StripAxis {
  readonly label: string;
  readonly overview: Overview | undefined;
  /** What its places mean is on its way: nobody can go there yet. */
  readonly isAwaited: boolean;
  /** Parts that are drawn as breaks. */
  readonly gaps: readonly number[];
  /** Which part of it the rows on screen are of, and how that is said. */
  readonly shown: { readonly from: number; readonly to: number };
  readonly shownText: string;
  /** Where bookmarks stand. */
  readonly bookmarks: readonly number[];
  /** The nearest place at which there is something to tell of. */
  snap(share: number): number;
  /** What is there, line by line, beside the kinds. */
  tip(share: number): readonly string[];
  goTo(share: number): void;
  /** Goes on from what is shown, at least to another record. */
  step(by: number): void;
  /** Shows only what lies between; undefined where that cannot be asked for. */
  readonly showBetween: ((from: number, to: number) => void) | undefined;
}
