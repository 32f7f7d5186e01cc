// A log of small events, as servers stream answers word by word: nearly all of its lines are some 130 bytes long, and alike but
// for a few words and the time.

import { Identifiers } from "./identifiers.ts";
import type { Shape } from "./shape.ts";
import { words } from "./words.ts";

/** Messages that are written before a pause: some hundred KB. */
const messagesAtOnce = 50;

export const deltasShape: Shape = function* ({ log, random, bytes }) {
  const ids = new Identifiers(random);
  const run = `"threadId":"${ids.next()}","runId":"${ids.next()}"`;
  let messages = 0;
  let time = Date.UTC(2026, 4, 2, 7);
  const event = (type: string, body: string): void => {
    time += random.between(1, 40);
    log.noteTime(time);
    log.record(type, `{"type":"${type}",${body},"timestamp":${time}}`);
  };
  event("RUN_STARTED", run);
  do {
    const message = `"messageId":"${ids.next()}"`;
    messages++;
    event("TEXT_MESSAGE_START", `${message},"role":"assistant"`);
    for (let left = random.between(5, 60); left > 0; left--) {
      event("TEXT_MESSAGE_CONTENT", `${message},"delta":"${words(random, random.between(1, 3))}"`);
    }
    event("TEXT_MESSAGE_END", message);
    if (messages % messagesAtOnce === 0) yield;
  } while (log.bytes < bytes);
  event("RUN_FINISHED", run);
  return { runs: 1, messages, toolCalls: 0 };
};
