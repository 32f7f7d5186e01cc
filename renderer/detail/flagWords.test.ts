import { describe, expect, it } from "vitest";
import type { Flag, Row } from "../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../shared/units.ts";
import { describeFlags } from "./flagWords.ts";

const rowWith = (...flags: readonly Flag[]): Row => ({
  record: recordNumber(3),
  line: lineNumber(4),
  offset: byteOffset(100),
  length: byteLength(2_500_000),
  time: undefined,
  kind: "X",
  role: undefined,
  tool: undefined,
  flags,
  preview: "",
});

describe("what is said of a record", () => {
  it("is nothing when there is nothing to say", () => {
    expect(describeFlags(rowWith(), undefined)).toEqual([]);
  });

  it("tells from which byte on a malformed line is not JSON, once that is known", () => {
    expect(describeFlags(rowWith("malformed"), "This line is not JSON from byte 56 on.")).toEqual([
      { tone: "danger", sentence: "This line is not JSON from byte 56 on. The text tab shows all of it." },
    ]);
    expect(describeFlags(rowWith("malformed"), undefined)).toEqual([
      { tone: "danger", sentence: "This line is not JSON. The text tab shows all of it." },
    ]);
  });

  it("tells what only reading the record has shown", () => {
    expect(describeFlags(rowWith("large"), "Not JSON from byte 9 on.").map(({ tone }) => tone)).toEqual([
      "danger",
      "plain",
    ]);
  });

  it("tells of a sub-agent's records without alarm", () => {
    expect(describeFlags(rowWith("sidechain"), undefined)).toEqual([
      { tone: "plain", sentence: "This record belongs to a sub-agent's conversation, not to the main one." },
    ]);
  });

  it("tells of a time that runs backwards", () => {
    expect(describeFlags(rowWith("unordered"), undefined)).toEqual([
      { tone: "plain", sentence: "Its time is earlier than that of the record before it." },
    ]);
  });

  it("names the line and the size it speaks of", () => {
    const said = describeFlags(rowWith("glued", "torn", "large"), undefined).map(({ sentence }) => sentence);
    expect(said).toEqual([
      "Line 4 holds another record before this one.",
      "The transcript ends inside this record: the rest of it is missing.",
      "2.50\u00a0MB long: it is read in parts, as you look at them.",
    ]);
  });
});
