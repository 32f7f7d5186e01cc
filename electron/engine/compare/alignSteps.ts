// Which steps of two transcripts are the same. Where they part, the nearest place is looked for, within a window, at which both go
// on alike: so a step more or less does not make all that follows differ. It costs at most a window per step, and holds no more.

import type { Steps } from "./readSteps.ts";

/** Steps that are looked ahead in each. */
const windowSteps = 200;

/** Steps [a, a + countA) of one stand against [b, b + countB) of the other. */
export interface Stretch {
  readonly a: number;
  readonly b: number;
  readonly countA: number;
  readonly countB: number;
}

/** The stretches in which they differ, in order. */
export function* alignSteps(
  a: Pick<Steps, "count" | "hash">,
  b: Pick<Steps, "count" | "hash">,
): Generator<Stretch | undefined, void, undefined> {
  let [atA, atB] = [0, 0];
  while (atA < a.count || atB < b.count) {
    if (atA < a.count && atB < b.count && a.hash(atA) === b.hash(atB)) {
      atA++;
      atB++;
      if (atA % windowSteps === 0) yield undefined;
      continue;
    }
    const { countA, countB } = nextMeeting(a, b, atA, atB);
    yield { a: atA, b: atB, countA, countB };
    atA += countA;
    atB += countB;
  }
}

/** How many steps of each lie before the nearest pair that is the same. */
function nextMeeting(
  a: Pick<Steps, "count" | "hash">,
  b: Pick<Steps, "count" | "hash">,
  fromA: number,
  fromB: number,
): { readonly countA: number; readonly countB: number } {
  const reachA = Math.min(windowSteps, a.count - fromA);
  const reachB = Math.min(windowSteps, b.count - fromB);
  const firstIn = new Map<number, number>();
  for (let step = reachB - 1; step >= 0; step--) firstIn.set(b.hash(fromB + step), step);
  let best: { countA: number; countB: number } | undefined;
  for (let step = 0; step < reachA && (best === undefined || step < best.countA + best.countB); step++) {
    const other = firstIn.get(a.hash(fromA + step));
    if (other === undefined) continue;
    if (best === undefined || step + other < best.countA + best.countB) best = { countA: step, countB: other };
  }
  return best ?? { countA: reachA, countB: reachB };
}
