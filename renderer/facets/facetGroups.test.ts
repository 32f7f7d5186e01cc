import { expect, it } from "vitest";
import { groupKinds, mostListed, passingRecords } from "./facetGroups.ts";

const kinds = [
  { kind: "TEXT_MESSAGE_CONTENT", count: 900, bytes: 9000 },
  { kind: "TOOL_CALL_ARGS", count: 50, bytes: 700 },
  { kind: "TEXT_MESSAGE_START", count: 10, bytes: 100 },
  { kind: "RUN_ERROR", count: 1, bytes: 80 },
];

it("groups kinds by family in a fixed order and keeps their order inside", () => {
  const { groups } = groupKinds(kinds, "", "records");
  expect(groups.map(({ family, total, kinds: members }) => [family, total, members.map(({ kind }) => kind)])).toEqual([
    ["text", 910, ["TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_START"]],
    ["tool", 50, ["TOOL_CALL_ARGS"]],
    ["error", 1, ["RUN_ERROR"]],
  ]);
});

it("puts what takes most room first when bytes are measured", () => {
  const sizes = [
    { kind: "STATE_DELTA", count: 500, bytes: 100 },
    { kind: "STATE_SNAPSHOT", count: 2, bytes: 90_000 },
  ];
  const [group] = groupKinds(sizes, "", "bytes").groups;
  expect(group?.total).toBe(90_100);
  expect(group?.kinds.map(({ kind }) => kind)).toEqual(["STATE_SNAPSHOT", "STATE_DELTA"]);
});

it("searches without regard to case", () => {
  expect(groupKinds(kinds, " tool_ ", "records").groups.map(({ family }) => family)).toEqual(["tool"]);
  expect(groupKinds(kinds, "nothing", "records")).toEqual({ groups: [], hidden: 0 });
});

it("lists a bounded number and says how many it left out", () => {
  const many = Array.from({ length: 4000 }, (_, at) => ({ kind: `K${at}`, count: 1, bytes: 1 }));
  const { groups, hidden } = groupKinds(many, "", "records");
  expect(groups.reduce((sum, group) => sum + group.kinds.length, 0)).toBe(mostListed);
  expect(hidden).toBe(4000 - mostListed);
  expect(groupKinds(many, "K3999", "records").groups[0]?.kinds).toHaveLength(1);
});

it("counts what the rest of the filter lets pass of a group, in records", () => {
  const [text] = groupKinds(kinds, "", "bytes").groups;
  if (text === undefined) throw new Error("there is no group");
  expect(passingRecords(text, new Map([["TEXT_MESSAGE_CONTENT", 7]]))).toEqual({ matching: 7, of: 910 });
  expect(passingRecords(text, new Map())).toEqual({ matching: 0, of: 910 });
  const all = new Map(kinds.map(({ kind, count }) => [kind, count]));
  expect(passingRecords(text, all)).toBeUndefined();
});
