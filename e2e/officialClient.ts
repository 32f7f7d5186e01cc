// What the official AG-UI client makes of a log: a compacted one must come to the same.

import { readFile } from "node:fs/promises";
import { AbstractAgent } from "@ag-ui/client";
import type { BaseEvent, Message } from "@ag-ui/core";
import { from, type Observable } from "rxjs";

export interface Replay {
  readonly messages: readonly Message[];
  readonly state: unknown;
}

class LogAgent extends AbstractAgent {
  readonly #events: readonly BaseEvent[];

  constructor(events: readonly BaseEvent[]) {
    super();
    this.#events = events;
  }

  override run(): Observable<BaseEvent> {
    return from(this.#events);
  }
}

/** Replays a whole log. Rejects when the client finds fault with it. */
export async function replay(file: string): Promise<Replay> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const agent = new LogAgent(lines.map((line): BaseEvent => JSON.parse(line)));
  await agent.runAgent();
  return { messages: agent.messages, state: agent.state };
}
