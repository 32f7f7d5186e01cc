// A folder that is served, and a client that asks for a session of it. What the official client makes of the events is the answer, since
// the same session may be told in several forms; of its records it is the records.

import { ServedFolder } from "../../../engine/live/serve/servedFolder.ts";
import { startServer } from "../../../engine/live/serve/server.ts";
import { openTranscript } from "../../../engine/session.ts";
import { replay } from "../../../engine/snapshot/testing/clientReplay.ts";
import type { Content, Outcome, Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

interface ServeStage {
  readonly name: string;
  readonly source: (content: Content) => Buffer;
  /** Behind the path of the session's events. */
  readonly query?: string;
  /** Of a session that goes on: the client has enough with this event. */
  readonly until?: string;
}

export function serveStage({ name, source, query = "", until }: ServeStage): Stage {
  return {
    name,
    uses: ["source", "spool", "cache"],
    source,
    run: async (folders) => {
      const folder = ServedFolder.open(folders.source);
      if (!folder.ok) return sentenceOf(folder);
      const bugs: unknown[] = [];
      const server = await startServer({
        ...{ folder: folder.value, host: "127.0.0.1", port: 0, token: undefined, open: openTranscript },
        onUnexpected: (error) => void bugs.push(error),
      });
      if (!server.ok) return sentenceOf(server);
      try {
        const told = await ask(
          `http://127.0.0.1:${server.value.port}/sessions/${sourceName}/events${query}`,
          query === "",
          until,
        );
        if (bugs.length > 0) throw bugs[0];
        return told;
      } finally {
        await server.value.close();
      }
    },
  };
}

async function ask(address: string, isForClient: boolean, until: string | undefined): Promise<Outcome> {
  const stop = new AbortController();
  const response = await fetch(address, { signal: stop.signal });
  let text = "";
  try {
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true });
      if (until !== undefined && framesOf(text).some((frame) => frame.includes(until))) break;
    }
  } finally {
    stop.abort();
  }
  if (response.status !== 200) return { is: "sentence", sentence: withEnd(memberOf(text, "error")) };
  const frames = framesOf(text);
  const failure = frames.find((frame) => frame.startsWith("event: error"));
  if (failure !== undefined) return { is: "sentence", sentence: withEnd(memberOf(dataOf(failure), "message")) };
  const told = frames.map(dataOf).filter((data) => data !== "");
  const end = until === undefined ? -1 : told.findIndex((data) => data.includes(until));
  const answer = told.slice(0, end < 0 ? told.length : end + 1).join("\n");
  return isForClient ? await readByClient(answer) : { is: "answer", answer: () => answer };
}

async function readByClient(log: string): Promise<Outcome> {
  const { messages, state, error } = await replay(log);
  if (error !== undefined) return { is: "sentence", sentence: withEnd(`The official client says: ${error}`) };
  const answer = JSON.stringify(sorted({ messages, state }));
  return { is: "answer", answer: () => answer };
}

/** The same value in the same spelling. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** Whole ones. */
function framesOf(text: string): readonly string[] {
  return text
    .split("\n\n")
    .slice(0, -1)
    .filter((frame) => !frame.includes("\nevent: cut"));
}

/** Ids say which file it is, and differ each time. */
function dataOf(frame: string): string {
  return /^data: (.*)$/m.exec(frame)?.[1] ?? "";
}

function memberOf(json: string, name: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? String(new Map(Object.entries(value)).get(name)) : "";
}

function withEnd(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
