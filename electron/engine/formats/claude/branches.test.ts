import fc from "fast-check";
import { expect, it } from "vitest";
import { Branches } from "./branches.ts";

interface Line {
  readonly parent: number | undefined;
  readonly opensTurn: boolean;
  readonly isAnswer: boolean;
}

/** Lines whose parents are any lines before them; each begins one entry. */
const tree = fc
  .array(fc.record({ back: fc.nat(6), opensTurn: fc.boolean(), answers: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((lines) =>
    lines.map(
      ({ back, opensTurn, answers }, at): Line => ({
        parent: at === 0 ? undefined : Math.max(0, at - 1 - back),
        opensTurn,
        isAnswer: answers && !opensTurn,
      }),
    ),
  );

function undoneOf(lines: readonly Line[]): readonly number[] {
  const branches = new Branches();
  lines.forEach(({ parent, opensTurn, isAnswer }, at) => {
    const begins = parent === undefined && opensTurn ? "s" : undefined;
    const place = { parent: parent === undefined ? undefined : String(parent), begins };
    branches.add({ id: String(at), ...place, opensTurn, isAnswer, from: at + 1, to: at + 2 });
  });
  const marked = new Set<number>();
  for (const [from, to = lines.length + 1] of branches.undone()) {
    for (let entry = from; entry < to; entry++) marked.add(entry - 1);
  }
  return [...marked].sort((a, b) => a - b);
}

/**
 * The same, told from the rule: of the turns that begin in one, the one whose subtree has the last line is live, and so are those
 * without an answer that were written when the turn had been answered behind their parent.
 */
function expectedOf(lines: readonly Line[]): readonly number[] {
  const turn = (at: number): number => {
    const { parent, opensTurn } = lines[at] ?? { parent: undefined, opensTurn: false };
    return opensTurn ? at : parent === undefined ? -1 : turn(parent);
  };
  const before = (opening: number): number => {
    const parent = lines[opening]?.parent;
    return parent === undefined ? -2 : turn(parent);
  };
  const openings = lines.flatMap(({ opensTurn }, at) => (opensTurn ? [at] : []));
  const end = (opening: number): number =>
    Math.max(
      ...lines.flatMap((_, at) => (turn(at) === opening ? [at] : [])),
      ...openings.filter((other) => before(other) === opening).map(end),
    );
  const isAnswered = (opening: number): boolean =>
    lines.some(({ isAnswer }, at) => isAnswer && turn(at) === opening) ||
    openings.some((other) => before(other) === opening && isAnswered(other));
  const waited = (opening: number): boolean =>
    lines.some(
      ({ isAnswer }, at) =>
        isAnswer && at < opening && at > (lines[opening]?.parent ?? at) && turn(at) === before(opening),
    ) && !isAnswered(opening);
  const isLost = (opening: number): boolean => {
    if (opening < 0) return false;
    if (waited(opening)) return isLost(before(opening));
    const rivals = openings.filter((other) => before(other) === before(opening));
    return rivals.some((other) => end(other) > end(opening)) || isLost(before(opening));
  };
  return lines.flatMap((_, at) => (isLost(turn(at)) ? [at] : []));
}

it("loses what the rule loses", () => {
  fc.assert(
    fc.property(tree, (lines) => {
      expect(undoneOf(lines)).toEqual(expectedOf(lines));
    }),
  );
});

it("takes sessions that stand in one file for no rivals", () => {
  const branches = new Branches();
  const line = { parent: undefined, opensTurn: true, isAnswer: false };
  branches.add({ id: "a", begins: "s1", ...line, from: 1, to: 2 });
  branches.add({ id: "b", begins: "s2", ...line, from: 2, to: 3 });
  expect([...branches.undone()]).toEqual([]);
  branches.add({ id: "c", begins: "s1", ...line, from: 3, to: 4 });
  expect([...branches.undone()]).toEqual([[1, 2]]);
});
