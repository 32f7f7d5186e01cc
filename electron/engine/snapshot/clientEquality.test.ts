// The compacted log means what the log means: both are read with the official client.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

const seeds = Array.from({ length: Number(process.env["SEEDS"] ?? 400) }, (_, index) => index + 1);

describe("a compacted log", () => {
  it("gives the official client the same messages, order and state", async () => {
    let accepted = 0;
    for (const seed of seeds) {
      const log = logText(new RandomLog(seed).events, seed % 3 === 0 ? 0 : seed);
      const [original, { text }] = await Promise.all([replay(log.replace(/^\ufeff/, "")), compact(log)]);
      const again = await replay(text);
      expect([seed, again.error]).toEqual([seed, undefined]);
      if (original.error !== undefined) continue;
      accepted++;
      expect({ seed, messages: again.messages }).toEqual({ seed, messages: original.messages });
      expect({ seed, state: again.state }).toEqual({ seed, state: original.state });
      expect([seed, (await compact(text)).text]).toEqual([seed, text]);
    }
    expect(accepted).toBeGreaterThan(seeds.length * 0.8);
  });
});
