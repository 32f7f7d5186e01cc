import type { ValuePath } from "../condensedValue.ts";
import type { Marks } from "../conversationOperations.ts";
import type { FormatRecord } from "../format.ts";

/** What is known of a line, whatever stands in it. */
export interface LinePlace {
  readonly record: Pick<FormatRecord, "number">;
  /** As `Turns` numbers it. */
  readonly turn: number;
  /** What all that it says is marked with. */
  readonly marks: Marks;
  readonly isInherited: boolean;
}

/** What readers of a rollout's lines need to know of one, beside its content. */
export interface RolloutLine extends LinePlace {
  readonly record: FormatRecord;
  readonly payload: unknown;
  /** Where the payload stands in the record. */
  readonly at: ValuePath;
}

/** Ids are only equal within a turn. */
export function keyIn(turn: number, id: string): string {
  return `${turn} ${id}`;
}
