import { describeFailure, type Failure } from "../../shared/failure.ts";
import { visibleText } from "./visibleText.ts";

/** What is said of a failure. Names of files and words of filters in it were chosen by anybody. */
export function failureSentence(failure: Failure): string {
  return visibleText(describeFailure(failure));
}
