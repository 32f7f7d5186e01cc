// Reads a log with the official client, as the answer of a server: what the client makes of it is what a compacted log has
// to make of it too.

import { HttpAgent } from "@ag-ui/client";
import type { Message } from "@ag-ui/core";

export interface Replay {
  readonly messages: readonly Message[];
  readonly state: unknown;
  /** What the client ended the stream with, if it did. */
  readonly error: string | undefined;
}

/** Replays a log; lines that are no JSON objects with a type are left out, as no transport passes them on. */
export function replay(log: string): Promise<Replay> {
  const body = log.split("\n").flatMap(frameOf).join("");
  return run(new HttpAgent({ url: "http://localhost/", fetch: async () => new Response(body) }));
}

/** Runs an agent that a server stands for. */
export function replayFrom(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Replay> {
  return run(new HttpAgent({ url, headers: { ...headers } }));
}

async function run(agent: HttpAgent): Promise<Replay> {
  let error: string | undefined;
  const quiet = silence();
  try {
    await agent.runAgent();
  } catch (cause) {
    // A log without any event is no error of the log.
    if (!(cause instanceof Error && cause.name === "EmptyError")) error = String(cause);
  } finally {
    quiet.end();
  }
  return { messages: agent.messages, state: agent.state, error };
}

function frameOf(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent = typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
    return isEvent ? [`data: ${JSON.stringify(value)}\n\n`] : [];
  } catch {
    return [];
  }
}

/** The client warns about everything it drops. */
function silence(): { end(): void } {
  const { warn, error } = console;
  console.warn = () => {};
  console.error = () => {};
  return {
    end: () => {
      console.warn = warn;
      console.error = error;
    },
  };
}
