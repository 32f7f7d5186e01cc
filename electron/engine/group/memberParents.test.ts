import { expect, it } from "vitest";
import { parentsOf } from "./memberParents.ts";

const kin = (name: string, id?: string, parent?: string) => ({ name, kinship: { id, parent } });
const one = "11111111-2222-4333-8444-555555555555";
const two = "99999999-2222-4333-8444-555555555555";

it("are those that transcripts name, before those in whose folder they lie", () => {
  expect(
    parentsOf([
      kin("s.jsonl", "S"),
      kin("s/subagents/agent-a.jsonl", "a", "S"),
      kin("s/subagents/agent-b.jsonl.gz"),
      kin("other.jsonl", "O", "a"),
      kin("s/late.jsonl", "L", "O"),
    ]),
  ).toEqual([undefined, 0, 0, 1, 3]);
});

it("are found by the ids in names, too, and by names", () => {
  expect(
    parentsOf([
      kin(`day/rollout-1-${one}.jsonl.zst`),
      kin(`day/rollout-2-${two}.jsonl`, two, one),
      kin("fork.jsonl", "F", `rollout-2-${two}.jsonl`),
    ]),
  ).toEqual([undefined, 0, 1]);
});

it("goes on from the first file of a thread in its second one", () => {
  expect(parentsOf([kin("a.jsonl", "T"), kin("b.jsonl", "T", "T"), kin("c.jsonl", "U", "T")])).toEqual([
    undefined,
    0,
    0,
  ]);
});

it("is none where the parent is missing, the transcript itself or its own offspring", () => {
  expect(parentsOf([kin("a.jsonl", "A", "gone"), kin("b.jsonl", "B", "B")])).toEqual([undefined, undefined]);
  const round = [kin("a.jsonl", "A", "C"), kin("b.jsonl", "B", "A"), kin("c.jsonl", "C", "B")];
  expect(parentsOf(round)).toEqual([2, 0, undefined]);
});
