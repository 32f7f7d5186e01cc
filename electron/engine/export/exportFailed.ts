import type { Failure } from "../../../shared/failure.ts";

/** Carries an expected failure up from deep inside an export; `runExport` turns it into a value. */
export class ExportFailed extends Error {
  override readonly name = "ExportFailed";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
