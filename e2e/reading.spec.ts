// Reading a long conversation from one end to the other: what the page holds does not grow with what was read. How even the frames
// come is reported and not judged: it depends on the machine.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test as playwright } from "@playwright/test";
import { expectIndexed, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";

const turns = 6_000;
/** Places that are read on the way from one end to the other, and the steps of reading at each. */
const places = 16;
const steps = 8;
/** What the page may hold more behind a second reading than behind the first: 24 KB for each step, far below what a step draws. */
const mostGrowth = 3 * 2 ** 20;

test("scripted reading leaves the page's heap as it is", async ({ launch, folder }) => {
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, session());
  const { page } = await launch({ isNew: true, file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByRole("article").first()).toBeVisible();
  const cdp = await page.context().newCDPSession(page);
  const held = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Runtime.getHeapUsage")).usedSize;
  };

  const first = await readAll(page);
  const before = await held();
  const second = await readAll(page);
  const grown = (await held()) - before;

  const frames = [...first, ...second].sort((a, b) => a - b);
  const p95 = frames[Math.floor(frames.length * 0.95)] ?? Number.NaN;
  const said = `${frames.length} frames while scrolling, 95 % within ${p95.toFixed(1)} ms; grown by ${(grown / 2 ** 20).toFixed(1)} MB`;
  playwright.info().annotations.push({ type: "reading", description: said });
  console.log(said);
  expect(frames.length).toBeGreaterThan(places * steps);
  expect(grown).toBeLessThan(mostGrowth);
});

/** From the beginning to the end, some screens at each place. Gives how long each frame took, in ms. */
async function readAll(page: Page): Promise<readonly number[]> {
  const frames: number[] = [];
  const scroller = page.getByRole("feed").locator("xpath=../..");
  for (let place = 0; place < places; place += 1) {
    await scroller.evaluate((element, part) => {
      element.scrollTop = element.scrollHeight * part;
    }, place / places);
    await expect(page.getByRole("article").and(page.locator("[aria-busy=true]"))).toHaveCount(0);
    frames.push(
      ...(await scroller.evaluate(async (element, count) => {
        const took: number[] = [];
        for (let step = 0; step < count; step += 1) {
          const begun = await new Promise(requestAnimationFrame);
          element.scrollTop += 120;
          took.push((await new Promise(requestAnimationFrame)) - begun);
        }
        return took;
      }, steps)),
    );
  }
  return frames;
}

function session(): string {
  const { add, text } = sessionWriter();
  for (let turn = 0; turn < turns; turn += 1) {
    add("user", `Question ${turn}: ${"and **what** then ".repeat(turn % 23)}?`);
    const call = `toolu_${turn}`;
    add("assistant", [
      {
        type: "text",
        text: `Answer ${turn}:\n\n\`\`\`ts\nconst turn = ${turn};\n\`\`\`\n\n${"- a *word* of it\n".repeat(turn % 9)}`,
      },
      { type: "tool_use", id: call, name: "Bash", input: { command: `echo ${turn}` } },
    ]);
    add("user", [{ type: "tool_result", tool_use_id: call, content: `${turn}\n`.repeat(turn % 40) }]);
  }
  return text();
}
