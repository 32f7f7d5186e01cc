// Logs that are valid and unkind: each strains one bound.

import { noConversation, type Shape } from "./shape.ts";
import { sentences } from "./words.ts";

/** Text that a long value repeats; long enough that writing it costs one copy. */
const longPartBytes = 64 * 1024;

/** One run with one message whose only delta takes all the bytes: a single line, longer than any string may be. */
export const longLineShape: Shape = function* ({ log, random, bytes }) {
  const part = `${sentences(random, longPartBytes)} \\"type\\":\\"RAW\\" `;
  log.record("RUN_STARTED", '{"type":"RUN_STARTED","threadId":"t1","runId":"r1"}');
  log.record("TEXT_MESSAGE_START", '{"type":"TEXT_MESSAGE_START","messageId":"m1","role":"assistant"}');
  log.beginRecord("TEXT_MESSAGE_CONTENT");
  log.part('{"type":"TEXT_MESSAGE_CONTENT","messageId":"m1","delta":"');
  while (log.bytes < bytes) {
    log.part(part);
    yield;
  }
  log.part('"}');
  log.endRecord();
  log.record("TEXT_MESSAGE_END", '{"type":"TEXT_MESSAGE_END","messageId":"m1"}');
  log.record("RUN_FINISHED", '{"type":"RUN_FINISHED","threadId":"t1","runId":"r1"}');
  return { runs: 1, messages: 1, toolCalls: 0 };
};

/** One record with very many members, and its `type` behind them. */
export const wideShape: Shape = function* ({ log, bytes }) {
  log.beginRecord("CUSTOM");
  log.part('{"name":"wide","value":{');
  for (let member = 0; log.bytes < bytes; ) {
    let part = "";
    for (let left = 1_000; left > 0; left -= 1, member += 1) {
      part += `${member === 0 ? "" : ","}"key${member}":[${member},{"type":"RAW"},"caf\\u00e9"]`;
    }
    log.part(part);
    yield;
  }
  log.part('},"type":"CUSTOM"}');
  log.endRecord();
  return noConversation;
};

/** Records nested from 10 to 20,000 levels deep. */
export const deepShape: Shape = function* ({ log, random, bytes }) {
  do {
    const depth = random.oneIn(20) ? random.between(1_000, 20_000) : random.between(10, 200);
    const open = Array.from({ length: depth }, (_, level) => (level % 2 === 0 ? '{"type":' : "[")).join("");
    const close = Array.from({ length: depth }, (_, level) => ((depth - level) % 2 === 1 ? "}" : "]")).join("");
    log.record("STATE_SNAPSHOT", `{"snapshot":${open}"RAW"${close},"type":"STATE_SNAPSHOT"}`);
    yield;
  } while (log.bytes < bytes);
  return noConversation;
};

/** A new type on every line. */
export const manyKindsShape: Shape = function* ({ log, bytes }) {
  for (let line = 0; log.bytes < bytes; line += 1) {
    log.record(`KIND_${line}`, `{"type":"KIND_${line}","value":${line % 97}}`);
    if (line % 1_000 === 999) yield;
    // The manifest counts every kind: more would measure this program's memory instead of the reader's.
    if (line > 1_000_000) throw new RangeError("a log of the shape many-kinds may have a million lines");
  }
  return noConversation;
};

/** The shortest records that have a kind: the most records for the bytes. */
export const shortShape: Shape = function* ({ log, random, bytes }) {
  const kinds = ["A", "B", "C", "D"];
  do {
    for (let left = 5_000; left > 0 && log.bytes < bytes; left -= 1) {
      const kind = random.pick(kinds);
      log.record(kind, `{"type":"${kind}"}`);
    }
    yield;
  } while (log.bytes < bytes);
  return noConversation;
};
