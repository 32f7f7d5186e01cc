// Expected failures (a file that is gone, a bad filter, a full disk) are values; bugs throw.

import type { Failure } from "./failure.ts";

/** Either a value or the reason why there is none. */
export type Result<Value, Reason = Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Reason };

/** The counterpart of `fail`: what a function gives when it can do what it was asked. */
export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** For what is to be expected (`Failure`, or a sentence); a bug is thrown. */
export function fail<Reason>(failure: Reason): { readonly ok: false; readonly failure: Reason } {
  return { ok: false, failure };
}
