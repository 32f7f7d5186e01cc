import type { Failure } from "../../../../shared/failure.ts";
import { SourceError, systemWord } from "../../source/fileSource.ts";

/** What is said of an exception while a transcript is searched or its index read. */
export function searchFailureOf(error: unknown): Failure {
  if (error instanceof SourceError) return error.failure;
  return { code: "search-failed", detail: systemWord(error) };
}
