// Numbers are texts: what an export folds, patches, mends or indents keeps them as they stand in the log.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";

const numbers = "[125276004817190914,9007199254740993,1.10,1e400,-0,-1E+2,0.0]";
const start = '{"type":"RUN_STARTED","threadId":"t","runId":"r"}';
const end = '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}';

async function expectKept(events: readonly string[], places: number): Promise<string> {
  const log = `${[start, ...events, end].join("\n")}\n`;
  const { text } = await compact(log);
  expect(text.split(numbers).length - 1).toBe(places);
  const [original, again] = [await replay(log), await replay(text)];
  expect(again.error).toBeUndefined();
  if (original.error === undefined) {
    expect(again.messages).toEqual(original.messages);
    expect(again.state).toEqual(original.state);
  }
  expect((await compact(text)).text).toBe(text);
  return log;
}

describe("digits", () => {
  it("stay in a state, patched or not", async () => {
    await expectKept([`{"type":"STATE_SNAPSHOT","snapshot":{"n":${numbers}}}`], 1);
    await expectKept(
      [
        `{"type":"STATE_SNAPSHOT","snapshot":{"n":${numbers}}}`,
        `{"type":"STATE_DELTA","delta":[{"op":"add","path":"/m","value":${numbers}},{"op":"copy","from":"/m","path":"/c"}]}`,
        `{"type":"STATE_DELTA","delta":[{"op":"test","path":"/n/2","value":1.1},{"op":"add","path":"/d","value":${numbers}}]}`,
      ],
      4,
    );
  });

  it("stay in activities, patched or not", async () => {
    const log = await expectKept(
      [
        `{"type":"ACTIVITY_SNAPSHOT","messageId":"a","activityType":"P","content":{"n":${numbers}}}`,
        `{"type":"ACTIVITY_SNAPSHOT","messageId":"b","activityType":"P","content":{"n":${numbers}}}`,
        `{"type":"ACTIVITY_DELTA","messageId":"b","activityType":"P","patch":[{"op":"add","path":"/m","value":${numbers}}]}`,
      ],
      3,
    );
    const indented = (await messagesOf(log, true)).text.replaceAll(/\s/g, "");
    expect(indented.split(numbers).length - 1).toBe(3);
  });

  it("stay in what is mended, quoted and left as it is", async () => {
    await expectKept(
      [
        `{"type":"CUSTOM","name":"c","value":${numbers},"raw_event":${numbers}}`,
        `{"type":"RAW","event":${numbers}}`,
        `{"type":"TOOL_CALL_RESULT","tool_call_id":"c","message_id":"r","result":${numbers}}`,
        `{"type":"MESSAGES_SNAPSHOT","messages":[{"id":"u","role":"user","content":"x","metadata":{"n":${numbers}},"name":null}]}`,
      ],
      4,
    );
  });
});
