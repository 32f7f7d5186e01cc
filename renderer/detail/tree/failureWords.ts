import { failureSentence } from "../../data/failureSentence.ts";
import type { TreeFailure } from "./opened.ts";

/** One sentence, for the row in the place of what could not be opened. */
export function describeTreeFailure(failure: TreeFailure): string {
  switch (failure.code) {
    case "not-json":
      return "This text is not JSON as a whole.";
    case "too-long":
      return "This text is too long to be read as JSON.";
    default:
      return failureSentence(failure);
  }
}
