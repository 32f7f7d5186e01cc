// What the palette offers for what has been typed: the place it names, the filter it is, and the commands whose words it
// begins, in this order of certainty.

import type { TextRange } from "../../../shared/hitFinder.ts";
import { formatShare } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { Place } from "../place.ts";
import { readPlace } from "../place.ts";

/** Something that can be done now, by its name for people. */
export interface PaletteCommand {
  readonly title: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** An entry of the list; its id is one of a kind among those of one text. */
export interface PaletteEntry extends PaletteCommand {
  readonly id: string;
  /** What of the title, as it is shown, was found by what was typed; in order. */
  readonly found: readonly TextRange[];
}

/** What can be offered. `near`: the day of times without a date. */
export interface PaletteParts {
  readonly commands: readonly PaletteCommand[];
  readonly near: Parameters<typeof readPlace>[1];
  readonly onPlace: (place: Place) => void;
  /** Undefined while there is nothing to filter. */
  readonly onFilter: ((text: string) => void) | undefined;
}

const mostShown = 60;

/** At most 60 commands, those that begin as typed first; "" finds all. */
export function paletteEntries(
  text: string,
  { commands, near, onPlace, onFilter }: PaletteParts,
): readonly PaletteEntry[] {
  const typed = text.trim();
  const found = commands.filter(({ title }) => matches(title, typed));
  const begins = ({ title }: PaletteCommand) => title.toLowerCase().startsWith(typed.toLowerCase());
  const matching = [...found.filter(begins), ...found.filter((command) => !begins(command))];
  const place = typed === "" ? undefined : readPlace(typed, near);
  const going: readonly PaletteCommand[] =
    place === undefined ? [] : [{ title: `Go to ${placeWords(place, typed)}`, run: () => onPlace(place) }];
  const filtering: readonly PaletteCommand[] =
    typed === "" || onFilter === undefined
      ? []
      : [{ title: `Filter: ${visibleText(typed)}`, run: () => onFilter(typed) }];
  const entry = (command: PaletteCommand, isFound: boolean) => ({
    ...command,
    id: command.title,
    found: isFound ? begunWords(visibleText(command.title), typed) : [],
  });
  return [
    ...going.map((command) => entry(command, false)),
    ...matching.slice(0, mostShown).map((command) => entry(command, true)),
    ...filtering.map((command) => entry(command, false)),
  ].map((one, index) => ({ ...one, id: `${index} ${one.id}` }));
}

/** Each word that was typed begins a word of the title, in any order. */
function matches(title: string, typed: string): boolean {
  const words = wordsOf(title);
  return wordsOf(typed).every((begun) => words.some((word) => word.startsWith(begun)));
}

/** The beginnings of words of a title by which it was found. */
function begunWords(title: string, typed: string): readonly TextRange[] {
  const sought = wordsOf(typed).filter((word) => word !== "");
  return [...title.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    const lengths = sought.filter((begun) => word.toLowerCase().startsWith(begun)).map((begun) => begun.length);
    return lengths.length === 0 ? [] : [{ from: index, to: index + Math.max(...lengths) }];
  });
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

function placeWords(place: Place, typed: string): string {
  switch (place.type) {
    case "record":
      return `record ${place.record}`;
    case "line":
      return `line ${place.line}`;
    case "byte":
      return `byte ${place.byte}`;
    case "share":
      return `${formatShare(place.share)} of the file`;
    case "citation":
      return "the record that is cited";
    case "time":
      return `the first record at ${visibleText(typed)} or later`;
  }
}
