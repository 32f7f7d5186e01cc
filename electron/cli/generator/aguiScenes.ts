// What happens inside a run, scene by scene. Every scene leaves the run in order: what it opened it has closed, so that
// the official client accepts any sequence of scenes.

import type { AguiEvents } from "./aguiEvents.ts";
import type { ToolCallText } from "./toolCalls.ts";

export type Scene = (events: AguiEvents) => void;

/** A text message in deltas, sometimes with RAW and CUSTOM events in between. Real answers come in some hundred deltas. */
export const text: Scene = (events) => {
  const id = openText(events);
  const member = `"messageId":"${id}"`;
  for (let left = events.random.between(60, 420); left > 0; left -= 1) {
    events.delta("TEXT_MESSAGE_CONTENT", member);
    if (events.random.oneIn(24)) events.raw();
    if (events.random.oneIn(200)) events.splitEmoji("TEXT_MESSAGE_CONTENT", member);
  }
  events.event("TEXT_MESSAGE_END", member);
};

/** A tool call without a message around it: the client makes a new assistant message for it. */
export const toolCall: Scene = (events) => {
  const call = events.toolCall();
  const id = openToolCall(events, call, undefined);
  for (const piece of call.pieces) toolArgs(events, id, piece);
  events.event("TOOL_CALL_END", `"toolCallId":"${id}"`);
  if (events.random.oneIn(3)) events.raw();
  toolResult(events, id, call);
};

/** A message that says what it does while two tool calls of it stream their arguments. */
export const interleaved: Scene = (events) => {
  const message = openText(events);
  const calls = [events.toolCall(), events.toolCall()].map((call) => ({
    call,
    id: openToolCall(events, call, message),
    sent: 0,
  }));
  for (let busy = true; busy; ) {
    busy = false;
    events.delta("TEXT_MESSAGE_CONTENT", `"messageId":"${message}"`);
    for (const stream of calls) {
      const piece = stream.call.pieces[stream.sent];
      if (piece === undefined) continue;
      toolArgs(events, stream.id, piece);
      stream.sent += 1;
      busy = true;
    }
  }
  for (const { id } of calls) events.event("TOOL_CALL_END", `"toolCallId":"${id}"`);
  events.event("TEXT_MESSAGE_END", `"messageId":"${message}"`);
  // Results come in the order in which the tools were done.
  for (const { id, call } of calls.toReversed()) toolResult(events, id, call);
};

export const reasoning: Scene = (events) => {
  const span = events.ids.next();
  const id = events.ids.next();
  events.event("REASONING_START", `"messageId":"${span}"`);
  events.event("REASONING_MESSAGE_START", `"messageId":"${id}","role":"reasoning"`);
  events.messages += 1;
  for (let left = events.random.between(40, 200); left > 0; left -= 1) {
    events.delta("REASONING_MESSAGE_CONTENT", `"messageId":"${id}"`);
  }
  events.event("REASONING_MESSAGE_END", `"messageId":"${id}"`);
  if (events.random.oneIn(4)) {
    events.event(
      "REASONING_ENCRYPTED_VALUE",
      `"subtype":"message","entityId":"${id}","encryptedValue":"${events.ids.next().replaceAll("-", "+")}=="`,
    );
  }
  events.event("REASONING_END", `"messageId":"${span}"`);
};

/** Chunk events, which open and close messages by themselves. */
export const chunks: Scene = (events) => {
  const message = events.ids.next();
  events.delta("TEXT_MESSAGE_CHUNK", `"messageId":"${message}","role":"assistant"`);
  events.messages += 1;
  for (let left = events.random.between(20, 160); left > 0; left -= 1) {
    events.delta("TEXT_MESSAGE_CHUNK", `"messageId":"${message}"`);
    if (events.random.oneIn(16)) events.raw();
  }
  const call = events.toolCall();
  const id = events.ids.next();
  for (const [index, piece] of call.pieces.entries()) {
    const opening = index === 0 ? `,"toolCallName":"${call.name}","parentMessageId":"${message}"` : "";
    events.event("TOOL_CALL_CHUNK", `"toolCallId":"${id}"${opening},"delta":"${piece}"`);
  }
  events.toolCalls += 1;
  toolResult(events, id, call);
};

/** An activity that changes by patches. */
export const activity: Scene = (events) => {
  const member = `"messageId":"${events.ids.next()}","activityType":"PLAN"`;
  events.event("ACTIVITY_SNAPSHOT", `${member},"content":{"title":"${events.fragment()}","steps":[]}`);
  events.messages += 1;
  for (let left = events.random.between(1, 5); left > 0; left -= 1) {
    events.event(
      "ACTIVITY_DELTA",
      `${member},"patch":[{"op":"add","path":"/steps/-","value":{"type":"step","text":"${events.fragment()}"}}]`,
    );
  }
};

/** A sub-agent with a message of its own. */
export const subagent: Scene = (events) => {
  const run = `"subagentRunId":"${events.ids.next()}"`;
  const message = `"messageId":"${events.ids.next()}",${run}`;
  events.event("SUBAGENT_STARTED", `${run},"name":"researcher","description":"${events.fragment()}"`);
  events.event("TEXT_MESSAGE_START", `${message},"role":"assistant"`);
  events.messages += 1;
  for (let left = events.random.between(30, 160); left > 0; left -= 1) events.delta("TEXT_MESSAGE_CONTENT", message);
  events.event("TEXT_MESSAGE_END", message);
  events.event("SUBAGENT_FINISHED", `${run},"result":"${events.fragment()}"`);
};

/** Patches on the state that `aguiShape.ts` sets at the start of every run. */
export const state: Scene = (events) => {
  for (let left = events.random.between(1, 6); left > 0; left -= 1) {
    events.event(
      "STATE_DELTA",
      `"delta":[{"op":"replace","path":"/progress","value":${events.random.below(100)}},` +
        `{"op":"add","path":"/notes/-","value":"${events.fragment()}"}]`,
    );
  }
};

export const custom: Scene = (events) => events.custom();
export const raw: Scene = (events) => events.raw();

/** A message that an error cuts off: nothing is closed. */
export const unfinishedText: Scene = (events) => {
  const id = openText(events);
  for (let left = events.random.between(1, 9); left > 0; left -= 1) {
    events.delta("TEXT_MESSAGE_CONTENT", `"messageId":"${id}"`);
  }
};

function openText(events: AguiEvents): string {
  const id = events.ids.next();
  events.event("TEXT_MESSAGE_START", `"messageId":"${id}","role":"assistant"`);
  events.messages += 1;
  return id;
}

function openToolCall(events: AguiEvents, call: ToolCallText, message: string | undefined): string {
  const id = events.ids.next();
  const parent = message === undefined ? "" : `,"parentMessageId":"${message}"`;
  events.event("TOOL_CALL_START", `"toolCallId":"${id}","toolCallName":"${call.name}"${parent}`);
  events.toolCalls += 1;
  if (message === undefined) events.messages += 1;
  return id;
}

function toolArgs(events: AguiEvents, id: string, piece: string): void {
  events.event("TOOL_CALL_ARGS", `"toolCallId":"${id}","delta":"${piece}"`);
}

function toolResult(events: AguiEvents, id: string, call: ToolCallText): void {
  const message = events.ids.next();
  events.event(
    "TOOL_CALL_RESULT",
    `"messageId":"${message}","toolCallId":"${id}","content":"${call.result}","role":"tool"`,
  );
  events.messages += 1;
}
