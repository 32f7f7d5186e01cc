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

export function commentOf(text: string): string {
  return `: ${text}\n\n`;
}

/** A copy of a part of a JSON text, fit for one line. */
export function oneLineOf(json: Uint8Array): Buffer {
  const copy = Buffer.from(json);
  for (let at = copy.indexOf(0x0d); at >= 0; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x20;
  return copy;
}

/** Many small events in one piece of memory, which is the socket's when it is full. */
export class FrameBuffer {
  readonly #buffer: Buffer;
  #at = 0;

  /** `bytes`: of all frames together. */
  constructor(bytes: number) {
    this.#buffer = Buffer.allocUnsafeSlow(bytes);
  }

  get length(): number {
    return this.#at;
  }

  text(ascii: string): void {
    this.#at += this.#buffer.write(ascii, this.#at, "latin1");
  }

  /** A JSON text on one line. */
  json(bytes: Uint8Array): void {
    const start = this.#at;
    this.#buffer.set(bytes, start);
    this.#at += bytes.length;
    for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) this.#buffer[start + at] = 0x20;
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }
}
