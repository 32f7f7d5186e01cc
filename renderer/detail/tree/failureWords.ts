import { failureSentence } from "../../data/failureSentence.ts";
import type { TreeFailure } from "./opened.ts";

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
