import { libraryOptions } from "../../arguments/libraryArguments.ts";
import { describeCommand, text } from "../commandDescription.ts";

/** All its operands may be left out: the usual places are looked at anyway. */
export const library = describeCommand({
  name: "library",
  specs: libraryOptions,
  operands: [{ value: { type: "folder", name: "FOLDER" }, isOptional: true, isRepeated: true }],
  summary: "Lists the sessions in the usual places of every program that is known, and in folders, written last first.",
  more: "Of each a bounded part of its head and tail is read, and with --search all of it (docs/library.md).",
  options: {
    search: { value: text("TEXT"), says: "only those in which this text stands anywhere, in any case of letters" },
    json: "one JSON object: sessions, and continue unless these were the last",
    limit: { value: text("N"), says: "at most so many, up to 500" },
    continue: { value: text("TOKEN"), says: "the page behind the one that gave it" },
  },
});
