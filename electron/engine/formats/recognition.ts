// How a transcript is read: the format, whether its events lie inside other records, and which members name the kind and
// time of a record. All of it is decided from the sample, said in the choice, and can be chosen by the user instead.

import type { FormatChoice, FormatName, NamingMembers, WantedReading } from "../../../shared/transcript.ts";
import { formatTitle } from "../../../shared/transcript.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";
import { maxPaths } from "../scanner/scanPaths.ts";
import type { Detection, Format, Head } from "./format.ts";
import { formatNamed, formats } from "./formats.ts";
import { generic } from "./generic/generic.ts";
import {
  areShared,
  candidatesFor,
  guessKindPaths,
  guessTimePaths,
  isKind,
  isReadAsTime,
  isTime,
  pathsOf,
  usualTimePaths,
  valueAt,
} from "./members.ts";
import { mixedOf, othersIn } from "./mixed.ts";
import { unreadTimesIn } from "./unreadTimes.ts";
import { eventIn, unwrapped, wrappingsOf } from "./wrapping.ts";

/**
 * `choice` is what is shown and kept; `format` and `plan` are what an index of this source is made with, and of no
 * other, since both may depend on its sample.
 */
export interface Recognition {
  readonly choice: FormatChoice;
  readonly format: Format;
  readonly plan: CapturePlan;
  /** A sentence when a chosen member is in none of the sampled records, or their dates are read as no times. */
  readonly notice: string | undefined;
}

/** `takesValues`: records may be any JSON values; by default so where none of the sampled is an object. */
export function recognise(
  sample: readonly Head[],
  wanted: WantedReading,
  takesValues = sample.length === 0,
): Recognition {
  const { format: main, prefix, reason } = bestReading(sample, wanted.format);
  const others =
    prefix.length === 0 && wanted.format === undefined ? othersIn(sample, main) : new Map<Format, number>();
  const format = others.size === 0 ? main : mixedOf(main, [...others.keys()]);
  const members = chosenMembers(completed(planOf(format, prefix, sample), foreignTo(format, prefix, sample)), wanted);
  const plan = takesValues ? { ...members, values: true } : members;
  const choice: FormatChoice = {
    name: format.name,
    by: wanted.format === undefined ? "detected" : "chosen",
    reason: [reason, ...[...others].map(([other, count]) => otherWords(other, count))].join(" "),
    others: [...others.keys()].map(({ name }) => name),
    prefix: prefix.map(String),
    sampled: sample.length,
    kind: withCandidates(namingMembers(sample, plan.kind.flat(), isKind, wanted.kindPath), () =>
      candidatesFor(sample, (value) => isKind(value) && !isTime(value), areShared),
    ),
    time: withCandidates(namingMembers(sample, plan.time, isReadAsTime, wanted.timePath), () =>
      candidatesFor(sample, isTime, () => true),
    ),
  };
  return { choice, format, plan, notice: unreadTimes(sample, choice) ?? noticeOf(choice) };
}

/** Candidates are looked for when they are asked for: only a person who chooses wants them. */
function withCandidates(
  members: Pick<NamingMembers, "by" | "members">,
  find: () => NamingMembers["candidates"],
): NamingMembers {
  let found: NamingMembers["candidates"] | undefined;
  return {
    ...members,
    get candidates() {
      found ??= find();
      return found;
    },
  };
}

function otherWords({ name }: Format, count: number): string {
  return `${count} ${count === 1 ? "is" : "are"} of another family and read as ${formatTitle(name)}.`;
}

function unreadTimes(sample: readonly Head[], { time, sampled }: FormatChoice): string | undefined {
  if (sampled === 0 || time.members.some(({ records }) => records > 0)) return undefined;
  const paths = time.by === "chosen" ? time.members.flatMap(({ path }) => pathsOf(path)) : usualTimePaths;
  return unreadTimesIn(sample, paths);
}

function noticeOf({ sampled, kind, time }: FormatChoice): string | undefined {
  const lacking = [kind, time]
    .flatMap(({ by, members }) => (by === "chosen" ? members : []))
    .filter(({ records }) => records === 0);
  if (sampled === 0 || lacking.length === 0) return undefined;
  const paths = lacking.map(({ path }) => `“${path}”`).join(" or ");
  const records =
    sampled === 1 ? "The record that was looked at has no" : `None of the ${sampled} records that were looked at has a`;
  return `${records} fitting member ${paths}. Check how it is spelled: keys from the record down, joined by dots.`;
}

interface Reading extends Detection {
  readonly format: Format;
  readonly prefix: FieldPath;
}

/** Formats that may give a file its name. */
const namingFormats = formats.filter(({ staysPlain }) => staysPlain !== true);

/** The format that recognises the sample best, bare or inside other records. */
function bestReading(sample: readonly Head[], wanted: FormatName | undefined): Reading {
  const candidates = wanted === undefined ? namingFormats : [formatNamed(wanted)];
  const bare = bareReadings(sample, candidates);
  const isSure = bare.some(({ score }) => score >= 1);
  const wrapped = wrappingsOf(sample).flatMap(({ prefix, repeats }) =>
    isSure && !repeats
      ? []
      : candidates.flatMap((format): readonly Reading[] => {
          if (format.mayBeWrapped !== true) return [];
          const events = sample.flatMap((head) => eventIn(head, prefix) ?? []);
          const detection = format.detect(events);
          const share = (detection.score * events.length) / sample.length;
          // An envelope that repeats what its event says is none the less an envelope.
          const score = repeats ? share + 0.001 : share;
          return [{ format, prefix, score, reason: `In “${prefix.join(".")}” of the records: ${detection.reason}` }];
        }),
  );
  const best = bestOf([...bare, ...wrapped]);
  return wanted === undefined && best.format === generic ? (inSomePart(sample) ?? best) : best;
}

/** Of records that are bare events. None is better than one without doubt, so those behind it are not asked. */
function bareReadings(sample: readonly Head[], candidates: readonly Format[]): readonly Reading[] {
  const readings: Reading[] = [];
  for (const format of candidates) {
    const reading = { format, prefix: [], ...format.detect(sample) };
    readings.push(reading);
    if (reading.score >= 1) break;
  }
  return readings;
}

/** Of readings that are equally good the first. */
function bestOf(readings: readonly Reading[]): Reading {
  return readings.reduce((a, b) => (b.score > a.score ? b : a));
}

/** Sampled records in a row that are judged by themselves, and how many of them have to be of one format. */
const partRecords = 8;
const fewRecords = 5;
const mostly = 0.6;

/** A log may stand behind one of something else, many times as long: then a part of the sample is all its own. */
function inSomePart(sample: readonly Head[]): Reading | undefined {
  const others = namingFormats.filter((format) => format !== generic);
  for (let end = sample.length; end >= fewRecords; end -= partRecords / 2) {
    const part = sample.slice(Math.max(0, end - partRecords), end);
    const best = bestOf(others.map((format) => ({ format, prefix: [], ...format.detect(part) })));
    if (best.score >= mostly) return { ...best, reason: `In a part of the file, ${best.reason}` };
  }
  return undefined;
}

/** What the format wants, of the event inside a record. */
function planOf(format: Format, prefix: FieldPath, sample: readonly Head[]): CapturePlan {
  const plan = format.plan(sample.map((head) => unwrapped(head, prefix)));
  if (prefix.length === 0) return plan;
  const inside = (paths: readonly FieldPath[]): readonly FieldPath[] => paths.map((path) => [...prefix, ...path]);
  return {
    kind: plan.kind.map(inside),
    time: inside(plan.time),
    pair: inside(plan.pair),
    role: inside(plan.role),
    tool: inside(plan.tool),
    ...(plan.sidechain === undefined ? {} : { sidechain: [...prefix, ...plan.sidechain] }),
    ...(plan.level === undefined
      ? {}
      : { level: plan.level.map((one) => ({ ...one, path: [...prefix, ...one.path] })) }),
    ...(plan.errors === undefined ? {} : { errors: inside(plan.errors) }),
    ...(plan.denials === undefined ? {} : { denials: inside(plan.denials) }),
    ...(plan.prose === undefined ? {} : { prose: { ...plan.prose, paths: inside(plan.prose.paths) } }),
  };
}

/** Records that are not the format's own. */
function foreignTo(format: Format, prefix: FieldPath, sample: readonly Head[]): readonly Head[] {
  return sample.filter((head) => format.owns?.(unwrapped(head, prefix)) !== true);
}

/** Other records have a kind and a time, too: of these, the usual names are taken. */
function completed(plan: CapturePlan, foreign: readonly Head[]): CapturePlan {
  const lacks = (paths: readonly FieldPath[], fits: (value: unknown) => boolean): readonly Head[] =>
    foreign.filter((head) => !paths.some((path) => fits(valueAt(head, path))));
  const used = new Set(
    [
      ...[plan.kind.flat(), plan.time, plan.pair, plan.role, plan.tool, plan.errors ?? []],
      ...[plan.denials ?? [], plan.prose?.paths ?? []],
      (plan.level ?? []).map(({ path }) => path),
    ]
      .flat()
      .map((path) => JSON.stringify(path)),
  );
  const room = Math.max(0, maxPaths - used.size - (plan.sidechain === undefined ? 0 : 1));
  const kinds = guessKindPaths(lacks(plan.kind.flat(), isKind)).slice(0, room);
  const times = guessTimePaths(lacks(plan.time, isTime)).slice(0, room - kinds.length);
  const [first = [], ...others] = plan.kind;
  return { ...plan, kind: [[...first, ...kinds], ...others], time: [...plan.time, ...times] };
}

function chosenMembers(plan: CapturePlan, { kindPath, timePath }: WantedReading): CapturePlan {
  return {
    ...plan,
    ...(kindPath === undefined ? {} : { kind: [pathsOf(kindPath)] }),
    ...(timePath === undefined ? {} : { time: pathsOf(timePath) }),
  };
}

/** The members that name something, with how many of the sampled records have each; what none has is left out, unless it was chosen. */
function namingMembers(
  sample: readonly Head[],
  paths: readonly FieldPath[],
  fits: (value: unknown) => boolean,
  chosen: string | undefined,
): Pick<NamingMembers, "by" | "members"> {
  const having = (path: FieldPath): number => sample.filter((head) => fits(valueAt(head, path))).length;
  if (chosen !== undefined) {
    return { by: "chosen", members: [{ path: chosen, records: Math.max(0, ...paths.map(having)) }] };
  }
  const members = paths.map((path) => ({ path: path.join("."), records: having(path) }));
  return { by: "detected", members: members.filter(({ records }) => records > 0) };
}
