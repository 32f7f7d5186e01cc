import { formatNames, formatTitle } from "../../../shared/transcript.ts";
import { readingOptions } from "../arguments/argumentValues.ts";
import { describeOptions, text } from "./commandDescription.ts";

/** How a transcript is read. */
export const readingDescription = describeOptions(readingOptions, {
  format: {
    value: {
      type: "words",
      name: "NAME",
      words: Object.fromEntries(formatNames.map((name) => [name, formatTitle(name)])),
    },
    says: "reads the transcript as this format; detected without it",
  },
  "kind-path": {
    value: text("P"),
    says: "takes a record's kind from this member: keys from the record down, joined by dots",
  },
  "time-path": { value: text("P"), says: "the same for its time" },
});

/** What every command takes. */
export const helpDescription = describeOptions(readingOptions, { help: "says what a command does and takes" });
