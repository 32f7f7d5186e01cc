import type { Random } from "./random.ts";
import { sentences, words } from "./words.ts";

/** A tool call in JSON text: its name, its arguments in pieces as they stream, and its result. */
export interface ToolCallText {
  readonly name: string;
  /** Each ready to stand between two quotes; together they are the arguments. */
  readonly pieces: readonly string[];
  readonly result: string;
}

const cities = ["Lyon", "Zürich", "São Paulo", "東京", "Kraków", "Porto", "Göteborg", "Montréal"];
const paths = ["src/index.ts", "README.md", "docs/café.md", "tests/port.test.ts", "lib/routes/handler.py"];

/** How a tool is called and what it answers: plain values, escaped below. */
type Tool = (random: Random) => { readonly name: string; readonly args: unknown; readonly result: string };

const tools: readonly Tool[] = [
  (random) => {
    const city = random.pick(cities);
    const days = Array.from({ length: random.between(1, 7) }, (_, day) => ({
      day,
      celsius: random.between(-8, 36),
      rain: random.below(100) / 100,
    }));
    return {
      name: "get_weather",
      args: { city, days: days.length, units: "metric" },
      result: JSON.stringify({ city, days }),
    };
  },
  (random) => ({
    name: "search_web",
    args: { query: words(random, 5).trim(), limit: random.between(3, 20), safe: true },
    result: Array.from(
      { length: random.between(2, 6) },
      (_, index) => `${index + 1}. ${sentences(random, 90)}\nhttps://example.org/${random.next()}`,
    ).join("\n\n"),
  }),
  (random) => ({
    name: "read_file",
    args: { path: random.pick(paths), from: random.below(400), count: random.between(10, 200) },
    result: Array.from(
      { length: random.between(4, 24) },
      (_, line) => `${line}\t${words(random, random.between(2, 9)).trim()};`,
    ).join("\n"),
  }),
  (random) => ({
    name: "run_command",
    args: { command: `grep -rn "${words(random, 1).trim()}" ${random.pick(paths)}`, timeoutMs: 120_000 },
    result: `exit code ${random.pick([0, 0, 0, 1, 127])}\n${sentences(random, 160)}`,
  }),
  (random) => ({
    name: "edit_file",
    args: { path: random.pick(paths), old: sentences(random, 40), new: `${sentences(random, 60)}\n` },
    result: "ok ✓",
  }),
  (random) => ({
    name: "book_ticket",
    args: { from: random.pick(cities), to: random.pick(cities), passengers: [{ name: "Zoë O'Neil", age: 34 }] },
    result: JSON.stringify({ booking: `B${random.next()}`, price: { amount: random.below(400), currency: "€" } }),
  }),
];

/** Calls to draw from, so that a log of any size costs the escaping of these only. */
export function makeToolCalls(random: Random, count: number): readonly ToolCallText[] {
  return Array.from({ length: count }, () => {
    const { name, args, result } = random.pick(tools)(random);
    return { name, pieces: split(random, JSON.stringify(args)), result: jsonText(result) };
  });
}

function split(random: Random, text: string): readonly string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let from = 0; from < characters.length; ) {
    const to = from + random.between(3, 14);
    pieces.push(jsonText(characters.slice(from, to).join("")));
    from = to;
  }
  return pieces;
}

/** Ready to stand between two quotes. */
function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
