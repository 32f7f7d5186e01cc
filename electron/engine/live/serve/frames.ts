// Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html. A carriage return ends a line there;
// in JSON it can only stand where any white space may, so a blank takes its place.

export const frameEnd = Buffer.from("\n\n");

/** What stands before the data of an event. */
export function frameStart(id: string | undefined, event?: string): Buffer {
  const lines = [...(id === undefined ? [] : [`id: ${id}`]), ...(event === undefined ? [] : [`event: ${event}`])];
  return Buffer.from([...lines, "data: "].join("\n"));
}

/** An event made here. */
export function frameOf(value: unknown, id?: string, event?: string): Buffer {
  return Buffer.concat([frameStart(id, event), Buffer.from(JSON.stringify(value)), frameEnd]);
}

/** Nobody acts on it. */
export function commentOf(text: string): Buffer {
  return Buffer.from(`: ${text}\n\n`);
}

/** A copy of a part of a JSON text, fit for one line. */
export function oneLineOf(json: Uint8Array): Buffer {
  const copy = Buffer.from(json);
  for (let at = copy.indexOf(0x0d); at >= 0; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x20;
  return copy;
}
