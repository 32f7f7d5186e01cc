// Writes events as the lines of a log, in all the ways in which JSON may be written, with what else real logs hold.

import { SeededRandom } from "./random.ts";

type Event = Readonly<Record<string, unknown>>;

const notJson = [
  "not json",
  '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m0","delta":"torn',
  "{]",
  "}{",
  '"open',
  "\u0001",
];

/** The same for the same seed. Seed 0 writes one event per line, plainly. */
export function logText(events: readonly Event[], seed = 0): string {
  if (seed === 0) return events.map((event) => `${JSON.stringify(event)}\n`).join("");
  const random = new SeededRandom(seed);
  const lineEnd = random.pick(["\n", "\n", "\r\n"]);
  const lines = events.flatMap((event) => {
    const line = random.chance(10) ? ` ${spell(event, random)}\t` : spell(event, random);
    if (random.chance(3)) return [line, random.pick(["", "  ", "\r"])];
    return random.chance(3) ? [line, random.pick(notJson)] : [line];
  });
  const start = random.chance(10) ? "\ufeff" : "";
  const end = random.pick([lineEnd, "", lineEnd + lineEnd, `${lineEnd}{"type":"TEXT_MESSAGE_START","messageId":"torn`]);
  return start + lines.join(lineEnd) + end;
}

function spell(value: unknown, random: SeededRandom, isEvent = true): string {
  const gap = random.chance(5) ? random.pick([" ", "  ", "\t"]) : "";
  if (Array.isArray(value)) return `[${gap}${value.map((item) => spell(item, random, false)).join(`,${gap}`)}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    const ordered = random.chance(30) ? random.shuffle(entries) : entries;
    const members = ordered.map(([key, item]) => `${text(key, random)}${gap}:${gap}${spell(item, random, false)}`);
    // The last of two members of one name counts.
    if (isEvent && random.chance(3)) members.unshift('"type":"RUN_ERROR"');
    return `{${members.join(`${gap},`)}${gap}}`;
  }
  return typeof value === "string" ? text(value, random) : JSON.stringify(value);
}

/** A string, some of its characters as escapes. */
function text(value: string, random: SeededRandom): string {
  const plain = JSON.stringify(value);
  if (!random.chance(20)) return plain;
  const units = Array.from({ length: value.length }, (_, at) => value.charAt(at));
  // Without halves of surrogate pairs left over beside escaped ones.
  if (!value.isWellFormed() || /[\ud800-\udfff]/.test(value)) return plain;
  return `"${units.map((unit) => (random.chance(30) ? escaped(unit) : JSON.stringify(unit).slice(1, -1))).join("")}"`;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
