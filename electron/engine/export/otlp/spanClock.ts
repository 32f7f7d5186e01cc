// When spans begin and end. A span must have both times, and many entries have none: they happened at the latest time that was
// told before them. What comes before every told time began with the transcript, or, where what came before is left out,
// at the first time that is told of the rest.

import type { EntriesParts } from "../../snapshot/entriesExport.ts";

/** OTLP's times are unsigned, and 0 is no time (a field of Protocol Buffers that is 0 is not written). */
const unknownTime = 0;

export class SpanClock {
  /** The latest time that was told, in milliseconds since 1970. */
  #now: number;

  constructor(parts: Pick<EntriesParts, "entries" | "chosen" | "started">) {
    this.#now = beginningOf(parts);
  }

  /** The time that was told before; 0: none has been, and none will be. */
  get now(): number {
    return this.#now;
  }

  /** The time of what was told then, or not told when. */
  at(time: number | undefined): number {
    this.#now = spanTime(time) ?? this.#now;
    return this.#now;
  }
}

function beginningOf({ entries, chosen, started }: Pick<EntriesParts, "entries" | "chosen" | "started">): number {
  const first = spanTime(started);
  let isFirst = true;
  for (let entry = 1; entry <= entries.count; entry++) {
    const sort = entries.sort(entry);
    if (sort !== "message" && sort !== "call") continue;
    const isChosen = chosen.has(entry);
    if (isChosen && isFirst && first !== undefined) return first;
    isFirst = false;
    const time = isChosen ? spanTime(entries.timeOf(entry)) : undefined;
    if (time !== undefined) return time;
  }
  return first ?? unknownTime;
}

/** Undefined: it is none that a span can have. */
function spanTime(time: number | undefined): number | undefined {
  return time !== undefined && time > unknownTime ? time : undefined;
}
