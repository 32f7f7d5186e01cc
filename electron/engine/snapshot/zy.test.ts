import { isDeepStrictEqual } from "node:util";
import { it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

async function fails(events: any[]) {
  const log = logText(events, 0);
  const a = await replay(log);
  try {
    const c = await compact(log);
    const b = await replay(c.text);
    if (b.error) return "rejected " + b.error.slice(0, 100);
    if (a.error) return "";
    if (!isDeepStrictEqual(a.messages, b.messages)) return "messages";
    if (!isDeepStrictEqual(a.state, b.state)) return "state";
    if ((await compact(c.text)).text !== c.text) return "idem";
    return "";
  } catch (e) {
    return "throws " + String(e).slice(0, 50);
  }
}
it("shrink", async () => {
  for (const seed of process.env["ONES"]!.split(",").map(Number)) {
    let events: any[] = [...new RandomLog(seed, { size: Number(process.env["SIZE"] ?? 60) }).events];
    const first = await fails(events);
    if (!first) {
      console.log(seed, "does not fail plainly");
      continue;
    }
    for (let chunk = events.length >> 1; chunk >= 1; ) {
      let cut = false;
      for (let i = 0; i < events.length; i += chunk) {
        const t = [...events.slice(0, i), ...events.slice(i + chunk)];
        if ((await fails(t)) === first) {
          events = t;
          cut = true;
          i -= chunk;
        }
      }
      if (!cut) chunk >>= 1;
    }
    for (const e of events)
      for (const k of Object.keys(e)) {
        const i = events.indexOf(e);
        const t = [...events];
        const c = { ...t[i] };
        delete c[k];
        t[i] = c;
        if (k !== "type" && (await fails(t)) === first) {
          events = t;
          break;
        }
      }
    const log = logText(events, 0);
    const c = await compact(log);
    console.log(
      seed,
      first,
      "\n" +
        log +
        "---\n" +
        c.text +
        "A " +
        JSON.stringify((await replay(log)).messages) +
        "\nB " +
        JSON.stringify((await replay(c.text)).messages),
    );
  }
}, 600000);
