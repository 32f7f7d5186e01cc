// Every stage under seeded plans of what goes wrong with its files. What failed says how to see it again; `npm run faults`
// runs more of them (CONTRIBUTING.md).

import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../temporaryFolders.ts";
import type { FaultName, FaultPlan } from "./faultPlan.ts";
import { describePlan, faultNames, makePlan } from "./faultPlan.ts";
import { foundPlans } from "./foundPlans.ts";
import { prepared, type RightAnswer, runPlan, textOf } from "./runPlan.ts";
import type { Content, Stage } from "./stage.ts";
import { allStages } from "./stages/allStages.ts";

const makeFolder = temporaryFolders();
const seed = Number(process.env.SEEKLINE_SEED ?? 20_261_129);
const first = Number(process.env.SEEKLINE_FIRST_PLAN ?? 0);
/** For each stage. */
const plans = Number(process.env.SEEKLINE_PLANS ?? 6);
/** As long as a day of plans: what hangs is told by runPlan.ts. */
const longestMs = 24 * 3_600_000;
const wanted = process.env.SEEKLINE_STAGE ?? "";

const before = { ...process.env };
const happened = new Map<FaultName, number>();
const counts = { plans: 0, answer: 0, sentence: 0 };
const stages = (await allStages()).filter(({ name }) => name.includes(wanted));

beforeEach(() => {
  // Faults stand before the functions of this thread.
  vi.stubEnv("SEEKLINE_THREADS", "1");
});
afterAll(() => {
  process.env = before;
  const list = faultNames.map((name) => `${name} ${happened.get(name) ?? 0}`).join(", ");
  process.stdout.write(
    `seed ${seed}: ${counts.plans} plans over ${stages.length} stages, ${counts.answer} right answers, ${counts.sentence} sentences; plans by fault: ${list}\n`,
  );
});

describe.each(stages)("under faults: $name", { timeout: longestMs }, (stage) => {
  const right = rightAnswers(stage);

  it("gives the right answer or one sentence, and keeps nothing wrong", async () => {
    const complaints: string[] = [];
    for (let number = first; number < first + plans; number++) {
      const again = `npm run faults -- --seed ${seed} --first ${number} --plans 1 --stage "${stage.name}"`;
      const complaint = await complaintOf(stage, makePlan(seed, number, stage), right);
      if (complaint !== undefined) complaints.push(`${complaint}\n${again}`);
    }
    expect(complaints.join("\n\n")).toBe("");
  });

  it("does so under the plans that have found a fault", async () => {
    for (const [number, plan] of foundPlans.entries()) {
      if (plan.stage !== stage.name) continue;
      expect(await complaintOf(stage, { ...plan, seed: 1, number }, right), plan.was).toBeUndefined();
    }
  });
});

/** What is wrong with a stage under a plan; counts what happened. */
async function complaintOf(stage: Stage, plan: FaultPlan, right: RightAnswer): Promise<string | undefined> {
  const root = makeFolder();
  counts.plans += 1;
  try {
    const result = await runPlan(stage, plan, root, right);
    for (const name of new Set(result.happened)) happened.set(name, (happened.get(name) ?? 0) + 1);
    counts[result.outcome.is] += 1;
    return undefined;
  } catch (error) {
    return `${describePlan(plan)}: ${error instanceof Error ? error.stack : error}`;
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** Each is found once, from folders of its own. */
function rightAnswers(stage: Stage): RightAnswer {
  const known = new Map<Content, Promise<string>>();
  const find = async (content: Content): Promise<string> => {
    const root = path.join(makeFolder(), content);
    return textOf(await stage.run(await prepared(stage, content, root)));
  };
  return (content) => {
    const answer = known.get(content) ?? find(content);
    known.set(content, answer);
    return answer;
  };
}
