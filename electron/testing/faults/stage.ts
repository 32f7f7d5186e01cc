// A stage is a piece of work that reads and writes files, with an answer that can be held against another one.

import type { FaultFolders } from "./faultFolders.ts";
import type { Area } from "./faultPlan.ts";

export type Outcome =
  /** It is asked for when nothing goes wrong with files any more. */
  | { readonly is: "answer"; readonly answer: () => string }
  /** What a person is told. */
  | { readonly is: "sentence"; readonly sentence: string };

/** What the source holds: the first is what it holds at the beginning, the others what another program makes of it. */
export const contents = ["first", "shorter", "longer", "another", "rewritten"] as const;
export type Content = (typeof contents)[number];

export interface Stage {
  readonly name: string;
  /** The areas that it has files in. */
  readonly uses: readonly Area[];
  /** The bytes of a content of its source; the longer one begins with the first. Undefined: it reads none. */
  readonly source: ((content: Content) => Buffer) | undefined;
  /** What its source is called, where that matters. */
  readonly sourceName?: string;
  /** What it changed last may be lost when power fails, as long as nothing is half there. */
  readonly mayForget?: true;
  /** What else is there before it begins. */
  prepare?(folders: FaultFolders): Promise<void>;
  /** What another process finds gone that would come next; `content` is what the source holds now. */
  prepareNext?(folders: FaultFolders, content: Content): void;
  /** Does the work. Throws only where Seekline has a bug. */
  run(folders: FaultFolders): Promise<Outcome>;
  /**
   * What is wrong with what it left, whatever happened. `right`: answers that it could have given; `mayLeave`: it could not clean
   * up behind itself, which another process does later.
   */
  complaint?(folders: FaultFolders, outcome: Outcome, right: readonly string[], mayLeave: boolean): string | undefined;
}

/** Where the source of a stage lies that has no name of its own. */
export const sourceName = "log.jsonl";
