// A file that holds records of several families, as when a script writes what two agents print into one log: each record is
// read by its own family. The family of most records gives the whole its name.

import type { FormatName } from "../../../shared/transcript.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";
import { maxPaths } from "../scanner/scanPaths.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "./format.ts";
import { formatNamed, formats } from "./formats.ts";
import { generic } from "./generic/generic.ts";

/** How surely sampled records are of another family when they are judged alone; one is enough. */
const surely = 0.9;
const mostOthers = 3;

/**
 * Other families that records of the sample belong to, with how many each; none of the family that reads the file. In plain JSON
 * only those whose files are plain by name.
 */
export function othersIn(sample: readonly Head[], main: Format): ReadonlyMap<Format, number> {
  const found = new Map<Format, number>();
  const isPlain = main === generic;
  const rest = isPlain ? sample : sample.filter((head) => !isOf(main, head));
  if (rest.length === 0) return found;
  // Each record is judged once by each family, and not again for each family that is found.
  let candidates = formats
    .filter((format) => format !== main && format !== generic && (format.staysPlain === true) === isPlain)
    .map((format) => ({ format, mine: rest.filter((head) => isOf(format, head)) }));
  while (found.size < mostOthers) {
    candidates = candidates.filter(({ format, mine }) => mine.length > 0 && format.detect(mine).score >= surely);
    const [first, ...others] = candidates;
    if (first === undefined) break;
    const { format, mine } = others.reduce((one, other) => (other.mine.length > one.mine.length ? other : one), first);
    found.set(format, mine.length);
    const taken = new Set(mine);
    candidates = candidates
      .filter((candidate) => candidate.format !== format)
      .map((candidate) => ({ ...candidate, mine: candidate.mine.filter((head) => !taken.has(head)) }));
  }
  return found;
}

function isOf(format: Format, head: Head): boolean {
  return format.detect([head]).score > 0;
}

/** How a file is read, by what was chosen for it. */
export function formatOf({
  name,
  others,
}: {
  readonly name: FormatName;
  readonly others: readonly FormatName[];
}): Format {
  const main = formatNamed(name);
  return others.length === 0 ? main : mixedOf(main, others.map(formatNamed));
}

export function mixedOf(main: Format, others: readonly Format[]): Format {
  // Any record is plain JSON.
  const isMains = (head: Head): boolean => main !== generic && isOf(main, head);
  const ownerOf = (head: Head): Format => (isMains(head) ? main : (others.find((other) => isOf(other, head)) ?? main));
  return {
    ...main,
    isMixed: true,
    others: others.map(({ name }) => name),
    // Which records are whose is found out one by one.
    owns: (head) => ownerOf(head).owns?.(head) === true,
    plan: (sample) => others.map((other) => other.plan(sample)).reduce(together, main.plan(sample)),
    errorKinds: [main, ...others].flatMap((format) => format.errorKinds ?? []),
    turns: [main, ...others].flatMap((format) => format.turns ?? []),
    // Behind the end of one program another one may write.
    ends: [],
    deltas: [main, ...others].flatMap((format) => format.deltas ?? []),
    preview: (head) => ownerOf(head).preview(head),
    // All messages are of one conversation, also those that are assembled in a way of their own where a family is alone.
    messages: undefined,
    conversation: async (operations, context) => {
      const readers = new Map<Format, ConversationReader | undefined>();
      for (const format of [main, ...others]) {
        readers.set(format, await (format.messages ?? format.conversation)?.(operations, context));
      }
      const ending = [...readers.values()].filter((reader) => reader?.end !== undefined);
      const end = (): void => {
        for (const reader of ending) reader?.end?.();
      };
      return {
        take: (record: FormatRecord) => readers.get(ownerOf(record.value))?.take(record),
        takeDamaged: (beginning) => readers.get(main)?.takeDamaged?.(beginning),
        end: ending.length === 0 ? undefined : end,
      };
    },
  };
}

/** As many of the paths as there is room for, those of the first plan first. */
function together(one: CapturePlan, other: CapturePlan): CapturePlan {
  // What only the first plan has is kept as it is.
  const kept = [
    ...(one.sidechain === undefined ? [] : [one.sidechain]),
    ...(one.level ?? []).map(({ path }) => path),
    ...(one.prose?.paths ?? []),
  ];
  const used = new Set(kept.map((path) => JSON.stringify(path)));
  const joined = (...lists: readonly (readonly FieldPath[])[]): readonly FieldPath[] =>
    lists.flat().filter((path, index, all) => {
      const text = JSON.stringify(path);
      if (all.findIndex((known) => JSON.stringify(known) === text) < index) return false;
      if (!used.has(text) && used.size >= maxPaths) return false;
      used.add(text);
      return true;
    });
  const parts = Math.max(one.kind.length, other.kind.length);
  const kind = Array.from({ length: parts }, (_, part) => joined(one.kind[part] ?? [], other.kind[part] ?? []));
  return {
    ...one,
    kind: kind.filter((paths) => paths.length > 0),
    time: joined(one.time, other.time),
    pair: joined(one.pair, other.pair),
    role: joined(one.role, other.role),
    tool: joined(one.tool, other.tool),
    ...(one.errors === undefined && other.errors === undefined
      ? {}
      : { errors: joined(one.errors ?? [], other.errors ?? []) }),
    ...(one.denials === undefined && other.denials === undefined
      ? {}
      : { denials: joined(one.denials ?? [], other.denials ?? []) }),
    ...(one.prose !== undefined || other.prose === undefined
      ? {}
      : { prose: { ...other.prose, paths: joined(other.prose.paths) } }),
  };
}
