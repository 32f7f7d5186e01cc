// Runs a stage while a plan spoils its files, and judges it: the answer is right, or one sentence says why there is none; nothing
// stays open; and the next run, with nothing wrong, gives the right answer from what this one has left.

import fs from "node:fs";
import path from "node:path";
import { forgetWarnings } from "../../engine/environment/warnings.ts";
import type { FaultFolders } from "./faultFolders.ts";
import { environmentOf, makeFaultFolders } from "./faultFolders.ts";
import type { FaultName, FaultPlan } from "./faultPlan.ts";
import { sortOf } from "./faultPlan.ts";
import type { FaultyFiles, SourceChange } from "./faultyFiles.ts";
import { startFaults } from "./faultyFiles.ts";
import type { Content, Outcome, Stage } from "./stage.ts";
import { sourceName } from "./stage.ts";

export interface PlanResult {
  readonly happened: readonly FaultName[];
  readonly outcome: Outcome;
}

/** Longer than any run takes; only who hangs ever waits for it. In steps: a machine that stood still meanwhile has lost one. */
const patience = { steps: 1_200, stepMs: 100 } as const;

const contentBehind: Readonly<Record<SourceChange, Content>> = {
  "source shrinks": "shorter",
  "source grows": "longer",
  "source is replaced": "another",
  "source is rewritten": "rewritten",
};

const withoutPower: Outcome = { is: "sentence", sentence: "The power was cut." };

/** Gives the right answer to a content of the stage's source, from folders of its own. */
export type RightAnswer = (content: Content) => Promise<string>;

/** Throws what is wrong. `root` is an empty folder. */
export async function runPlan(stage: Stage, plan: FaultPlan, root: string, right: RightAnswer): Promise<PlanResult> {
  const folders = await prepared(stage, "first", root);
  let content: Content = "first";
  const held = new Set<Content>(["first"]);
  const changeSource = (change: SourceChange): void => {
    content = contentBehind[change];
    held.add(content);
    if (stage.source !== undefined) spoilSource(fileOf(stage, folders), change, stage.source(content));
  };
  const files = await startFaults({ plan, folders, changeSource });
  let outcome: Outcome;
  try {
    outcome = await withPatience(stage.run(folders));
    await settle(files);
  } catch (error) {
    outcome = thrown(error, files);
  } finally {
    files.end();
  }
  const hasCut = plan.faults.some(({ name }) => name === "power cut");
  const answers = await Promise.all([...held].map(right));
  // Whoever has no power any more promises nothing; power that was to fail later has failed behind the end.
  if (files.happened.includes("power cut") || (hasCut && stage.mayForget === true)) outcome = withoutPower;
  else judge(outcome, files, answers);
  const mayLeave = hasCut || plan.faults.some(({ name }) => name === "failed removal");
  const wrong = stage.complaint?.(folders, outcome, answers, mayLeave);
  if (wrong !== undefined) throw new Error(wrong);

  forgetWarnings();
  stage.prepareNext?.(folders, content);
  const again = await withPatience(stage.run(folders));
  const expected = await right(content);
  if (textOf(again) !== expected) {
    throw new Error(`the next run, with nothing wrong, gives ${shown(again)} instead of ${shownText(expected)}`);
  }
  const left = stage.complaint?.(folders, again, [expected], mayLeave);
  if (left !== undefined) throw new Error(`behind the next run, with nothing wrong: ${left}`);
  return { happened: files.happened, outcome };
}

/** The folders of a stage before it begins, and the environment that leads to them. */
export async function prepared(stage: Stage, content: Content, root: string): Promise<FaultFolders> {
  const folders = makeFaultFolders(root);
  Object.assign(process.env, environmentOf(root, folders));
  forgetWarnings();
  if (stage.source !== undefined) fs.writeFileSync(fileOf(stage, folders), stage.source(content));
  await stage.prepare?.(folders);
  return folders;
}

function fileOf(stage: Stage, folders: FaultFolders): string {
  return path.join(folders.source, stage.sourceName ?? sourceName);
}

function judge(outcome: Outcome, { happened }: FaultyFiles, answers: readonly string[]): void {
  // To some contents a sentence is the right answer.
  if (outcome.is === "sentence" && !answers.includes(outcome.sentence)) {
    if (happened.every((name) => sortOf(name).isHarmless)) {
      throw new Error(`what is harmless was answered with “${outcome.sentence}”`);
    }
    if (!/^[^\n]+[.?]$/.test(outcome.sentence)) throw new Error(`not one sentence: ${outcome.sentence}`);
    return;
  }
  if (!answers.includes(textOf(outcome))) {
    throw new Error(`a wrong answer: ${shown(outcome)} instead of ${answers.map(shownText).join(" or ")}`);
  }
}

/** Without power a program may say anything. */
function thrown(error: unknown, { happened }: FaultyFiles): Outcome {
  if (happened.includes("power cut")) return { is: "sentence", sentence: String(error) };
  throw error;
}

/** What a stage has closed may be closed a moment later. */
async function settle(files: FaultyFiles): Promise<void> {
  for (let turn = 0; turn < 50 && files.open().length > 0; turn++) await new Promise(setImmediate);
  const { happened } = files;
  const open = files.open().filter((name) => !path.basename(name).startsWith("seekline-pages"));
  if (open.length > 0 && !happened.includes("power cut")) throw new Error(`still open: ${open.join(", ")}`);
}

function spoilSource(file: string, change: SourceChange, bytes: Buffer): void {
  if (change === "source is replaced") {
    fs.writeFileSync(`${file}.new`, bytes);
    fs.renameSync(`${file}.new`, file);
  } else if (change === "source grows") {
    fs.appendFileSync(file, bytes.subarray(fs.statSync(file).size));
  } else if (change === "source shrinks") {
    fs.truncateSync(file, bytes.length);
  } else {
    const handle = fs.openSync(file, "r+");
    fs.writeSync(handle, bytes, 0, bytes.length, 0);
    fs.ftruncateSync(handle, bytes.length);
    fs.closeSync(handle);
  }
}

function withPatience<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    let steps = 0;
    timer = setInterval(() => {
      steps += 1;
      if (steps > patience.steps) reject(new Error("it does not come to an end"));
    }, patience.stepMs);
  });
  return Promise.race([work, late]).finally(() => clearInterval(timer));
}

/** As right answers are kept. */
export function textOf(outcome: Outcome): string {
  return outcome.is === "answer" ? outcome.answer() : outcome.sentence;
}

function shown(outcome: Outcome): string {
  return outcome.is === "answer" ? shownText(outcome.answer()) : `“${outcome.sentence}”`;
}

function shownText(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}
