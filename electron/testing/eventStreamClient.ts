// A client of server-sent events that reads as much as a test tells it to.

import http from "node:http";

export interface SentEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

export interface StreamClient {
  readonly status: number;
  /** The events so far. */
  readonly events: readonly SentEvent[];
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  /** Reads no more; the connection stays. */
  pause(): void;
  resume(): void;
  hangUp(): void;
}

export function openStream(url: string, headers: Readonly<Record<string, string>> = {}): Promise<StreamClient> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false, headers }, (response) => {
      const events: SentEvent[] = [];
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const frames = (rest + text).split("\n\n");
        rest = frames.pop() ?? "";
        events.push(...frames.flatMap(eventOf));
      });
      // One that was hung up ends with an error.
      const ended = new Promise<void>((end) => response.on("close", end));
      response.on("error", () => undefined);
      resolve({
        status: response.statusCode ?? 0,
        events,
        ended,
        pause: () => response.pause(),
        resume: () => response.resume(),
        hangUp: () => request.destroy(),
      });
    });
    request.on("error", reject);
  });
}

function eventOf(frame: string): readonly SentEvent[] {
  const fields = new Map(frame.split("\n").flatMap(fieldOf));
  const data = fields.get("data");
  return data === undefined ? [] : [{ id: fields.get("id"), event: fields.get("event"), data }];
}

function fieldOf(line: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^(\w+): (.*)$/s.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}
