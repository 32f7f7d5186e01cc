import type { Failure } from "../../../shared/failure.ts";
import { SourceError, systemWord } from "./fileSource.ts";

/** What a person is told of an exception while reading or indexing; anything else is a bug and thrown on. */
export function failureOf(error: unknown, name: string): Failure {
  if (error instanceof SourceError) return error.failure;
  const detail = systemWord(error);
  if (detail === "ENOENT" || detail === "ENOTDIR") return { code: "not-found", name };
  if (/^E[A-Z]+$/.test(detail)) return { code: "not-readable", name, detail };
  throw error;
}
