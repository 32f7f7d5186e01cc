import { assertNever } from "../../shared/assertNever.ts";
import type { Flag, Row } from "../../shared/rows.ts";
import { formatBytes, formatCount } from "../data/format.ts";

/** Something that is to be known of a record, for the lines under its head. */
export interface FlagWords {
  readonly tone: "danger" | "warning" | "plain";
  readonly sentence: string;
}

/** What there is to say of a record. `problem` is what the engine found when it read the record as JSON. */
export function describeFlags(row: Row, problem: string | undefined): readonly FlagWords[] {
  const words = row.flags.map((flag) => describeFlag(flag, row, problem));
  // What the index took for JSON may be read as none: when the file was written to in between.
  if (problem === undefined || row.flags.includes("malformed")) return words;
  return [brokenFrom(problem), ...words];
}

function brokenFrom(problem: string): FlagWords {
  return { tone: "danger", sentence: `${problem} The text tab shows all of it.` };
}

function describeFlag(flag: Flag, row: Row, problem: string | undefined): FlagWords {
  switch (flag) {
    case "malformed":
      return brokenFrom(problem ?? "This line is not JSON.");
    case "error":
      return { tone: "danger", sentence: "Its kind or its level means that something went wrong." };
    case "torn":
      return { tone: "warning", sentence: "The transcript ends inside this record: the rest of it is missing." };
    case "glued":
      return { tone: "warning", sentence: `Line ${formatCount(row.line)} holds another record before this one.` };
    case "large":
      return { tone: "plain", sentence: `${formatBytes(row.length)} long: it is read in parts, as you look at them.` };
    case "sidechain":
      return { tone: "plain", sentence: "This record belongs to a sub-agent's conversation, not to the main one." };
    case "unordered":
      return { tone: "plain", sentence: "Its time is earlier than that of the record before it." };
    default:
      return assertNever(flag);
  }
}
