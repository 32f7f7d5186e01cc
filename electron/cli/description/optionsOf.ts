import type { CommandDescription, DescribedOption } from "./commandDescription.ts";
import { helpDescription, readingDescription } from "./commonOptions.ts";

/** All that it takes, in the order in which help tells them. */
export function optionsOf({ options, isReading }: CommandDescription): readonly DescribedOption[] {
  return [...options, ...(isReading ? readingDescription : []), ...helpDescription];
}
