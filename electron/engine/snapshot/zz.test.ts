import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

it("fuzz", async () => {
  const from = Number(process.env["FROM"] ?? 1),
    to = Number(process.env["TO"] ?? 300);
  const one = process.env["ONE"];
  let ok = 0;
  const bad: string[] = [];
  const invalid: Record<string, number> = {};
  for (let seed = from; seed <= to; seed++) {
    const events = new RandomLog(seed, { size: Number(process.env["SIZE"] ?? 60) }).events;
    const log = logText(events, one ? 0 : seed % 3 === 0 ? 0 : seed);
    const a = await replay(log.replace(/^\ufeff/, ""));
    let why = "";
    try {
      const c = await compact(log);
      const b = await replay(c.text);
      if (one) {
        console.log(log);
        console.log("-----\n" + c.text);
        console.log("A", JSON.stringify(a, null, 1));
        console.log("B", JSON.stringify(b, null, 1));
        console.log(c.summary.skipped, c.summary.mended);
      }
      if (b.error) why = "output rejected: " + b.error.slice(0, 150);
      else if (a.error) {
        const k = a.error.replace(/'[^']*'/g, "X").slice(0, 90);
        invalid[k] = (invalid[k] ?? 0) + 1;
        continue;
      } else if (!isDeepStrictEqual(a.messages, b.messages))
        why = "messages differ " + firstDiff(a.messages, b.messages);
      else if (!isDeepStrictEqual(a.state, b.state)) why = "state differs " + JSON.stringify([a.state, b.state]);
      else {
        const again = (await compact(c.text)).text;
        if (again !== c.text) why = "not idempotent";
      }
    } catch (e) {
      why = "throws " + String(e instanceof Error ? e.stack : e).slice(0, 400);
    }
    if (why) bad.push(seed + " " + why);
    else ok++;
  }
  console.log("ok", ok, "bad", bad.length, "\n" + bad.slice(0, 12).join("\n"), "\n", invalid);
  expect(bad.length).toBe(0);
});
function firstDiff(a: readonly any[], b: readonly any[]) {
  if (a.length !== b.length)
    return `${a.length} vs ${b.length}: ${JSON.stringify(a.map((m) => m.id))} ${JSON.stringify(b.map((m) => m.id))}`.slice(
      0,
      300,
    );
  for (let i = 0; i < a.length; i++)
    if (!isDeepStrictEqual(a[i], b[i]))
      return i + " " + JSON.stringify(a[i]).slice(0, 300) + " <> " + JSON.stringify(b[i]).slice(0, 300);
  return "?";
}
