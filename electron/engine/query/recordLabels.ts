import type { FieldPath } from "../scanner/fields.ts";

/** What the numbers in the columns of an index stand for, and where the ids of which it has only hashes are found. */
export interface RecordLabels {
  readonly kinds: readonly string[];
  /** From 1 on; 0 is none. */
  readonly roles: readonly string[];
  readonly tools: readonly string[];
  readonly isErrorKind: (kind: string) => boolean;
  /** Of several paths, the first that a record has counts. */
  readonly pair: readonly FieldPath[];
  /** Whether records may be any values, not objects alone. */
  readonly values: boolean;
}
