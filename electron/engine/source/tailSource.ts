import type { Source } from "./source.ts";

/** What a source holds from a place on, as a source of its own. Closing it closes nothing. */
export function tailSource(source: Source, from: number): Source {
  return {
    name: source.name,
    path: source.path,
    original: source.original,
    size: Math.max(0, source.size - from),
    growTo: () => {},
    descriptor: undefined,
    identity: undefined,
    readInto: (target, at, length, position) => source.readInto(target, at, length, from + position),
    change: source.change,
    finalChange: source.finalChange,
    currentSize: () => Math.max(0, source.currentSize() - from),
    currentIdentity: source.currentIdentity,
    close: () => {},
  };
}
