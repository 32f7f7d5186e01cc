// Numbers as a filter spells them: digits, and for bytes a unit (kb, mb, gb, tb are powers of 1,000, as sizes are shown;
// kib, mib, gib, tib powers of 1,024).

import type { NumberCondition, NumberField } from "./filterTree.ts";

const units: readonly (readonly [string, number])[] = [
  ...(["b", "kb", "mb", "gb", "tb"] as const).map((unit, power) => [unit, 1000 ** power] as const),
  ...(["kib", "mib", "gib", "tib"] as const).map((unit, power) => [unit, 1024 ** (power + 1)] as const),
];

/** Undefined when it is no whole number (of bytes) up to 2^53 - 1. */
export function parseFilterNumber(field: NumberField, text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text);
  if (match === null) return undefined;
  const [, digits = "", unit = ""] = match;
  const factor = field !== "bytes" || unit === "" ? 1 : units.find(([name]) => name === unit.toLowerCase())?.[1];
  if (factor === undefined || (field !== "bytes" && unit !== "")) return undefined;
  const value = factor === 1 ? Number(digits) : Math.round(Number(digits) * factor);
  return Number.isSafeInteger(value) ? value : undefined;
}

function printNumber(field: NumberField, value: number): string {
  if (field !== "bytes" || value === 0) return String(value);
  const spellings = units.filter(([, factor]) => value % factor === 0).map(([unit, factor]) => value / factor + unit);
  // Without a unit first: of two that are as short, that one stays.
  return [String(value), ...spellings].reduce((best, next) => (next.length < best.length ? next : best));
}

/** The condition's text: `bytes>1mb`, `record:100-200`, `line:7-`. */
export function printNumberCondition({ type, from, to }: NumberCondition): string {
  const print = (value: number): string => printNumber(type, value);
  if (to === from) return `${type}:${print(from)}`;
  if (type !== "bytes") return `${type}:${from}-${to ?? ""}`;
  if (to === undefined) return from === 0 ? "bytes>=0" : shorter(`bytes>${print(from - 1)}`, `bytes>=${print(from)}`);
  if (from > 0) return `bytes:${print(from)}..${print(to)}`;
  return to === Number.MAX_SAFE_INTEGER ? `bytes<=${to}` : shorter(`bytes<${print(to + 1)}`, `bytes<=${print(to)}`);
}

function shorter(a: string, b: string): string {
  return b.length < a.length ? b : a;
}
