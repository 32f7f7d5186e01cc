// What goes wrong with files while a stage runs: a few faults, drawn from a seed. A plan is data and holds all that decides;
// faultyFiles.ts applies it, and printed it says what happened.

import zlib from "node:zlib";
import { Random } from "../../cli/generator/random.ts";

/** The folders of a stage, each on a disk of its own. */
export const areas = ["source", "cache", "spool", "target"] as const;
export type Area = (typeof areas)[number];

/** What a call does to the file system. */
export type Operation =
  | "open"
  | "read"
  | "write"
  | "cut"
  | "sync"
  | "close"
  | "rename"
  | "remove"
  | "look"
  | "make-folder"
  | "touch";

interface FaultSort {
  /** The calls that are counted; undefined: all of them. */
  readonly of: Operation | undefined;
  /** Where it is to be expected. */
  readonly in: readonly Area[];
  /** `place`: happens at a byte, not at a call. */
  readonly at: "call" | "place";
  /** The answer has to be right all the same. */
  readonly isHarmless?: true;
  /** Calls in a row. */
  readonly most?: number;
}

const everywhere = areas;
const written = ["cache", "spool", "target"] as const;
const ofSource = ["source"] as const;

const sorts = {
  "short read": { of: "read", in: everywhere, at: "call", isHarmless: true },
  "slow read": { of: "read", in: everywhere, at: "call", isHarmless: true, most: 5 },
  /** Of a read only: the runtime repeats all else by itself (libuv, uv__fs_work). */
  "interrupted read": { of: "read", in: everywhere, at: "call", isHarmless: true, most: 1 },
  "failed read": { of: "read", in: everywhere, at: "call" },
  /** From a byte on, every time. */
  "bad place": { of: "read", in: everywhere, at: "place" },
  "short write": { of: "write", in: written, at: "call", isHarmless: true },
  "failed write": { of: "write", in: written, at: "call" },
  /** Takes so many bytes and, from then on, none. */
  "full disk": { of: "write", in: written, at: "place" },
  "failed opening": { of: "open", in: everywhere, at: "call" },
  "no handles left": { of: "open", in: everywhere, at: "call" },
  "failed sync": { of: "sync", in: written, at: "call" },
  "failed cut": { of: "cut", in: ["target"], at: "call" },
  "failed close": { of: "close", in: written, at: "call" },
  "failed rename": { of: "rename", in: written, at: "call" },
  "failed removal": { of: "remove", in: written, at: "call" },
  "failed look": { of: "look", in: everywhere, at: "call" },
  "no folder made": { of: "make-folder", in: written, at: "call" },
  "failed touch": { of: "touch", in: written, at: "call" },
  "source shrinks": { of: undefined, in: ofSource, at: "call" },
  "source grows": { of: undefined, in: ofSource, at: "call" },
  "source is replaced": { of: undefined, in: ofSource, at: "call" },
  "source is rewritten": { of: undefined, in: ofSource, at: "call" },
  /** Somebody cleans up: all files of the folder are gone. */
  "folder is emptied": { of: undefined, in: ["cache", "spool"], at: "call" },
  /** What was not synced is lost or half there, and from then on nothing works. */
  "power cut": { of: undefined, in: written, at: "call" },
} as const satisfies Readonly<Record<string, FaultSort>>;

export type FaultName = keyof typeof sorts;

export const faultNames: readonly FaultName[] = Object.keys(sorts).filter(isFaultName);

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(sorts, name);
}

export function sortOf(name: FaultName): FaultSort {
  return sorts[name];
}

export interface Fault {
  readonly name: FaultName;
  readonly area: Area;
  /** The call that meets it, counted from 1 among those of its sort in this area; or a byte. */
  readonly at: number;
  /** So many calls in a row meet it. */
  readonly times: number;
}

export interface FaultPlan {
  readonly seed: number;
  readonly number: number;
  readonly faults: readonly Fault[];
}

/** The plan of a number for a stage: the same for a seed on every machine. `uses`: the areas that the stage has files in. */
export function makePlan(
  seed: number,
  number: number,
  stage: { readonly name: string; readonly uses: readonly Area[] },
): FaultPlan {
  const random = new Random(zlib.crc32(`${stage.name} ${number}`, seed));
  const used = stage.uses;
  const possible = faultNames.filter((name) => sortOf(name).in.some((area) => used.includes(area)));
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const faults = Array.from({ length: count }, () => makeFault(random, possible, used));
  // What a source holds behind two changes would be neither of its contents.
  const changes = faults.filter(({ name }) => sortOf(name).in === ofSource);
  return { seed, number, faults: faults.filter((fault) => !changes.includes(fault) || fault === changes[0]) };
}

/** More calls than any stage makes. */
export const forEver = 1_000_000;

function makeFault(random: Random, possible: readonly FaultName[], used: readonly Area[]): Fault {
  const name = random.pick(possible);
  const sort = sortOf(name);
  const area = random.pick(sort.in.filter((one) => used.includes(one)));
  // Early calls and late ones are as likely, whatever their number.
  const at =
    sort.at === "place" ? random.below(2 ** random.between(4, 22)) : 1 + random.below(2 ** random.between(0, 5));
  return { name, area, at, times: Math.min(random.pick([1, 1, 2, forEver]), sort.most ?? forEver) };
}

/** "full disk in target at byte 300; failed look in cache at call 2, 3 times" */
export function describePlan({ faults }: FaultPlan): string {
  return faults
    .map(({ name, area, at, times }) => {
      const place = sortOf(name).at === "place" ? "byte" : "call";
      const often = times === 1 ? "" : times === forEver ? ", for ever" : `, ${times} times`;
      return `${name} in ${area} at ${place} ${at}${often}`;
    })
    .join("; ");
}
