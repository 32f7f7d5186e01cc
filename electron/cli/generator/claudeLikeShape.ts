import { Identifiers } from "./identifiers.ts";
import { noConversation, type Shape } from "./shape.ts";
import { makeFragments, sentences } from "./words.ts";

/**
 * Lines whose own `type` stands behind a long `message` that holds other members of that name, as in the transcripts of
 * Claude Code: a reader that takes the first `"type"` of a line is wrong on nearly every one.
 */
export const claudeLikeShape: Shape = function* ({ log, random, bytes }) {
  const ids = new Identifiers(random);
  const fragments = makeFragments(random, 1024);
  const texts = Array.from({ length: 64 }, () => sentences(random, random.between(100, 9_000)));
  const session = ids.next();
  let parent = "null";
  let time = Date.UTC(2026, 1, 2, 9);
  do {
    for (let left = 100; left > 0 && log.bytes < bytes; left -= 1) {
      const kind = random.pick(["assistant", "assistant", "user", "system"]);
      const uuid = ids.next();
      const words = `${random.pick(fragments)}${random.pick(fragments)} ${random.pick(texts)}`;
      const repeated = random.oneIn(40) ? Array.from({ length: 12 }, () => random.pick(texts)).join(" ") : "";
      time += random.between(20, 9_000);
      log.noteTime(time);
      log.record(
        kind,
        `{"parentUuid":${parent},"isSidechain":false,"sessionId":"${session}","version":"2.1.78",` +
          `"message":{"type":"message","role":"assistant","content":[{"type":"text","text":"${words}${repeated}"},` +
          `{"type":"tool_use","id":"toolu_${uuid}","name":"Read","input":{"type":"user","path":"src/a.ts"}}]},` +
          `"type":"${kind}","uuid":"${uuid}","timestamp":"${new Date(time).toISOString()}"}`,
      );
      parent = `"${uuid}"`;
    }
    yield;
  } while (log.bytes < bytes);
  return noConversation;
};
