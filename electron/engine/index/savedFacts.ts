// The facts at the end of a kept index, read from their JSON. They are checked by hand, since every start of the program
// would else load a library for that, which takes longer than all of its other work on a small file.

import type { Names, ScanState } from "../scanner/indexScan.ts";
import type { FileIdentity } from "../source/source.ts";
import type { SavedSums } from "./sumStore.ts";

export interface SavedFacts {
  /** The transcript's path, for people who look into the cache. */
  readonly path: string;
  /** What the transcript was when it was indexed. */
  readonly source: FileIdentity & { readonly size: number };
  /** Where the sums of its blocks are. */
  readonly sums: SavedSums;
  readonly state: ScanState;
  /** Where a transcript that has grown is scanned on: behind so many segments, with the counts at that place. */
  readonly resume: { readonly segments: number; readonly state: ScanState };
  readonly names: Names;
}

/** JSON has no whole numbers as large as those of a file's identity: they are written as text. */
export function writeFacts(facts: SavedFacts, segments: number): string {
  const plain = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
  return JSON.stringify({ ...facts, segments }, plain);
}

/** The facts, and how many segments the directory has. Throws when they are not as they were written. */
export function readFacts(text: string): { readonly facts: SavedFacts; readonly segments: number } {
  const { path, source, sums, state, resume, names, segments } = membersOf(JSON.parse(text));
  return {
    facts: { path: textOf(path), ...partsOf(source, sums, names), ...statesOf(state, resume) },
    segments: numberOf(segments),
  };
}

function partsOf(source: unknown, sums: unknown, names: unknown): Pick<SavedFacts, "source" | "sums" | "names"> {
  const { size, device, inode, modifiedNs, changedNs } = membersOf(source);
  const { bytes, pages } = membersOf(sums);
  const { kinds, roles, tools } = membersOf(names);
  return {
    source: {
      size: numberOf(size),
      device: BigInt(textOf(device)),
      inode: BigInt(textOf(inode)),
      modifiedNs: BigInt(textOf(modifiedNs)),
      changedNs: BigInt(textOf(changedNs)),
    },
    sums: { bytes: numberOf(bytes), pages: listOf(pages, numberOf) },
    names: { kinds: listOf(kinds, textOf), roles: listOf(roles, textOf), tools: listOf(tools, textOf) },
  };
}

function statesOf(state: unknown, resume: unknown): Pick<SavedFacts, "state" | "resume"> {
  const { segments, state: atResume } = membersOf(resume);
  return { state: stateOf(state), resume: { segments: numberOf(segments), state: stateOf(atResume) } };
}

function stateOf(value: unknown): ScanState {
  const state = membersOf(value);
  return {
    offset: numberOf(state.offset),
    line: numberOf(state.line),
    blank: numberOf(state.blank),
    glued: numberOf(state.glued),
    malformed: numberOf(state.malformed),
    commas: numberOf(state.commas),
    padding: numberOf(state.padding),
    longest: numberOf(state.longest),
    firstTime: timeOf(state.firstTime),
    lastTime: timeOf(state.lastTime),
    previousTime: timeOf(state.previousTime),
    backwards: numberOf(state.backwards),
    kindsOverflowed: booleanOf(state.kindsOverflowed),
    namesOverflowed: booleanOf(state.namesOverflowed),
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw damaged();
  return { ...value };
}

function numberOf(value: unknown): number {
  if (typeof value !== "number") throw damaged();
  return value;
}

/** JSON leaves unknown times out. */
function timeOf(value: unknown): number | undefined {
  return value === undefined ? undefined : numberOf(value);
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw damaged();
  return value;
}

function booleanOf(value: unknown): boolean {
  if (typeof value !== "boolean") throw damaged();
  return value;
}

function listOf<Value>(value: unknown, read: (member: unknown) => Value): readonly Value[] {
  if (!Array.isArray(value)) throw damaged();
  return value.map((member: unknown) => read(member));
}

function damaged(): Error {
  return new Error("the facts of an index are damaged");
}
