// How many records have each role, tool, state and size, and how many of them pass a view. Each segment is decoded once; what is
// held does not grow with their number.

import type { FacetCount, FacetCounts } from "../../../shared/facets.ts";
import { mostFacetNames, sizeClasses, sizeClassOf } from "../../../shared/facets.ts";
import type { RecordState } from "../../../shared/filter/filterTree.ts";
import { recordStates } from "../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { CallIndex } from "./callTools.ts";
import { createCallTools } from "./callTools.ts";
import { passes } from "./passing.ts";
import { largeBytes } from "./predicate.ts";
import { stepsBack, unorderedBit } from "./unordered.ts";
import type { View } from "./view.ts";

type Read = CallIndex & Pick<ReadIndex, "kinds" | "roles" | "tools">;

/** Pauses where it yields. */
export function* readFacets(
  index: Read,
  view: Pick<View, "passing">,
  isErrorKind: (kind: string) => boolean,
): Generator<undefined, FacetCounts> {
  const roles = new Tallies();
  const tools = new Tallies();
  const states = new Tallies();
  const sizes = new Tallies();
  const callTools = createCallTools(index);
  const segments = countSegments(index);
  const isEarlier = stepsBack(Number.NaN);
  for (let segment = 0; segment < segments; segment++) {
    // Both may decode other segments: before this one's columns are taken.
    const passing = view.passing(segment);
    const { tools: toolNumbers, others } = callTools.of(segment);
    const { count, lengths, flags, times, kinds, roles: roleNumbers, origins } = index.columns(segment);
    const errors = index.kinds().map(isErrorKind);
    for (let row = 0; row < count; row++) {
      const bytes = lengths[row] ?? 0;
      const isPassing = passes(passing, row);
      roles.add(roleNumbers[row] ?? 0, bytes, isPassing);
      tools.add(toolNumbers[row] ?? 0, bytes, isPassing);
      sizes.add(sizeClassOf(bytes), bytes, isPassing);
      const isError = errors[kinds[row] ?? 0] === true;
      const bits = flags[row] ?? 0;
      const isUnordered = origins === undefined ? isEarlier(times[row]) : (bits & unorderedBit) !== 0;
      if (bits === 0 && !isError && !isUnordered && bytes <= largeBytes) continue;
      for (const [at, state] of recordStates.entries()) {
        if (state === "unordered" ? isUnordered : hasState(state, bits, bytes, isError))
          states.add(at, bytes, isPassing);
      }
    }
    for (const { row, tool } of others) tools.add(tool, lengths[row] ?? 0, passes(passing, row));
    yield;
  }
  return {
    roles: named(roles, index.roles()),
    tools: named(tools, index.tools()),
    states: states.list().map(({ number, ...counted }) => ({ name: recordStates[number] ?? "", ...counted })),
    sizes: sizes.list().map(({ number, ...counted }) => ({ name: sizeClasses[number] ?? "", ...counted })),
  };
}

function hasState(state: Exclude<RecordState, "unordered">, bits: number, bytes: number, isError: boolean): boolean {
  if (state === "large") return bytes > largeBytes;
  return (bits & flagBit[state]) !== 0 || (state === "error" && isError);
}

/** Records, bytes and passing records by number. */
class Tallies {
  readonly #counts: number[] = [];
  readonly #bytes: number[] = [];
  readonly #passing: number[] = [];

  add(number: number, bytes: number, isPassing: boolean): void {
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    this.#bytes[number] = (this.#bytes[number] ?? 0) + bytes;
    this.#passing[number] = (this.#passing[number] ?? 0) + (isPassing ? 1 : 0);
  }

  /** Those that occur, by number. */
  list(): readonly (Omit<FacetCount, "name"> & { readonly number: number })[] {
    return this.#counts.flatMap((count, number) =>
      count === undefined
        ? []
        : [{ number, count, bytes: this.#bytes[number] ?? 0, passing: this.#passing[number] ?? 0 }],
    );
  }
}

/** Number 0 stands for records without such a name. Names whose bytes differ but read alike are one. */
function named(tallies: Tallies, names: readonly string[]): readonly FacetCount[] {
  const byName = new Map<string, FacetCount>();
  for (const { number, ...counted } of tallies.list()) {
    const name = names[number] ?? "";
    if (number === 0) continue;
    const same = byName.get(name) ?? { name, count: 0, bytes: 0, passing: 0 };
    byName.set(name, {
      name,
      count: same.count + counted.count,
      bytes: same.bytes + counted.bytes,
      passing: same.passing + counted.passing,
    });
  }
  return [...byName.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, mostFacetNames);
}
