// A conversation as AG-UI servers write it: runs of several steps, each step a few scenes. It holds every kind of event
// but MESSAGES_SNAPSHOT, which real servers repeat in full and which would make large logs quadratic.

import { AguiEvents } from "./aguiEvents.ts";
import {
  activity,
  chunks,
  custom,
  interleaved,
  raw,
  reasoning,
  type Scene,
  state,
  subagent,
  text,
  toolCall,
  unfinishedText,
} from "./aguiScenes.ts";
import type { Shape } from "./shape.ts";

/** As often as they occur. */
const scenes: readonly Scene[] = [
  ...[text, text, text, text, text, text],
  ...[toolCall, toolCall, toolCall],
  ...[reasoning, reasoning],
  ...[interleaved, chunks, activity, subagent, state, state, custom, raw],
];

const stepNames = ["plan", "research", "call_model", "tools", "write", "review"];

export const aguiShape: Shape = function* ({ log, random, bytes }) {
  const events = new AguiEvents(log, random);
  // One conversation: a log of several can only be exported thread by thread.
  const thread = events.ids.next();
  let runs = 0;
  do {
    // Now and then the conversation goes on hours later.
    if (random.oneIn(12)) events.wait(random.between(3_600_000, 90_000_000));
    writeRun(events, thread, () => log.bytes >= bytes);
    runs += 1;
    yield;
  } while (log.bytes < bytes);
  return { runs, messages: events.messages, toolCalls: events.toolCalls };
};

function writeRun(events: AguiEvents, thread: string, isEnough: () => boolean): void {
  const { random, ids } = events;
  const run = `"threadId":"${thread}","runId":"${ids.next()}"`;
  events.wait(random.between(1_000, 90_000));
  events.event("RUN_STARTED", `${run},"input":${runInput(events, run)}`);
  events.event("STATE_SNAPSHOT", `"snapshot":{"progress":0,"notes":[],"draft":"${events.fragment()}"}`);
  for (let left = random.between(1, 5); left > 0 && !isEnough(); left -= 1) {
    const step = `"stepName":"${random.pick(stepNames)}"`;
    events.event("STEP_STARTED", step);
    for (let more = random.between(1, 3); more > 0; more -= 1) random.pick(scenes)(events);
    events.event("STEP_FINISHED", step);
  }
  if (random.oneIn(20)) {
    if (random.oneIn(2)) unfinishedText(events);
    events.event("RUN_ERROR", `"message":"upstream timed out:${events.fragment()}","code":"UPSTREAM_TIMEOUT"`);
    return;
  }
  const tokens = random.between(800, 9_000);
  events.event(
    "RUN_FINISHED",
    `${run},"outcome":{"type":"success"},` +
      `"usage":[{"provider":"acme","model":"model-4-5","inputTokens":${tokens},"outputTokens":${tokens >> 2}}]`,
  );
}

/** The new user message of a run. Real servers echo the whole conversation; one message is enough to read. */
function runInput(events: AguiEvents, run: string): string {
  const content = Array.from({ length: events.random.between(3, 20) }, () => events.fragment()).join("");
  events.messages += 1;
  const message = `{"id":"${events.ids.next()}","role":"user","content":"${content}"}`;
  return `{${run},"state":{},"messages":[${message}],"tools":[],"context":[],"forwardedProps":{}}`;
}
