// An AG-UI log of as many messages as its bytes hold: some words each, every other one with a call and its result.

import { Identifiers } from "./identifiers.ts";
import type { Shape } from "./shape.ts";
import { words } from "./words.ts";

const messagesOfRun = 20;
/** Runs that are written before a pause: some hundred KB. */
const runsAtOnce = 50;

export const manyMessagesShape: Shape = function* ({ log, random, bytes }) {
  const ids = new Identifiers(random);
  const thread = ids.next();
  const counts = { runs: 0, messages: 0, toolCalls: 0 };
  let time = Date.UTC(2026, 3, 4, 9);
  const event = (type: string, body: string): void => {
    time += random.between(1, 90);
    log.noteTime(time);
    log.record(type, `{"type":"${type}",${body},"timestamp":${time}}`);
  };
  do {
    const run = `"threadId":"${thread}","runId":"${ids.next()}"`;
    counts.runs++;
    event("RUN_STARTED", run);
    for (let left = messagesOfRun; left > 0; left--) {
      const message = ids.next();
      counts.messages++;
      event("TEXT_MESSAGE_START", `"messageId":"${message}","role":"assistant"`);
      event("TEXT_MESSAGE_CONTENT", `"messageId":"${message}","delta":"${words(random, random.between(1, 9))}"`);
      event("TEXT_MESSAGE_END", `"messageId":"${message}"`);
      if (random.oneIn(2)) continue;
      const call = `"toolCallId":"${ids.next()}"`;
      counts.toolCalls++;
      counts.messages++;
      event("TOOL_CALL_START", `${call},"toolCallName":"look","parentMessageId":"${message}"`);
      event("TOOL_CALL_ARGS", `${call},"delta":"{\\"at\\":${random.next()}}"`);
      event("TOOL_CALL_END", call);
      event("TOOL_CALL_RESULT", `${call},"messageId":"${ids.next()}","content":"${words(random, 3)}"`);
    }
    event("RUN_FINISHED", run);
    if (counts.runs % runsAtOnce === 0) yield;
  } while (log.bytes < bytes);
  return counts;
};
