// Holds two transcripts against each other: what they did, step by step, and what it took. Each is read twice; what is kept of
// them lies in pages.

import type {
  ComparedSide,
  ComparedTool,
  Comparison,
  ListedNames,
  StepDifference,
} from "../../../shared/comparison.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import type { TextIds } from "../paging/textIds.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { summariseSource } from "../summary/summariseSource.ts";
import type { Stretch } from "./alignSteps.ts";
import { alignSteps } from "./alignSteps.ts";
import type { Steps } from "./readSteps.ts";
import { readSteps } from "./readSteps.ts";

/** Differences, tools and files that are listed; the rest are counted. */
const mostListed = 1000;

export interface CompareOptions extends WantedReading {
  readonly signal: AbortSignal;
  /** Told which of the two is read, and how many bytes of it. */
  readonly onProgress?: ((name: string, bytes: number) => void) | undefined;
  readonly onNotice?: ((name: string, notice: string) => void) | undefined;
}

interface Side {
  readonly name: string;
  readonly summary: Summary;
  readonly steps: Steps;
}

/**
 * Fails when one of the two cannot be opened or was cut or rewritten meanwhile, or with `cancelled`. Both are read one
 * behind the other, and closed again.
 */
export async function compareFiles(a: FilePlace, b: FilePlace, options: CompareOptions): Promise<Result<Comparison>> {
  const opened: Source[] = [];
  try {
    const sides: Side[] = [];
    for (const place of [a, b]) {
      const file = openFile(place);
      if (!file.ok) return file;
      opened.push(file.value);
      const side = await readSide(file.value, options);
      if (!side.ok) return side;
      sides.push(side.value);
    }
    const [one, other] = sides;
    if (one === undefined || other === undefined) throw new Error("two transcripts are compared");
    const compared = await compareSides(one, other, options.signal);
    for (const source of opened) {
      const change = source.finalChange();
      if (change === "shrunk" || change === "rewritten")
        return fail({ code: "source-changed", name: source.name, change });
    }
    return succeed(compared);
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    if (options.signal.aborted) return fail({ code: "cancelled" });
    throw error;
  } finally {
    for (const source of opened) source.close();
  }
}

async function readSide(source: Source, { onProgress, onNotice, ...options }: CompareOptions): Promise<Result<Side>> {
  const { name } = source;
  const report = (bytes: number): void => onProgress?.(name, bytes);
  const summary = await summariseSource(source, {
    ...options,
    onProgress: report,
    onNotice: (notice) => onNotice?.(name, notice),
  });
  if (!summary.ok) return summary;
  const steps = await readSteps(source, { ...options, onProgress: report });
  return succeed({ name, summary: summary.value.summary, steps });
}

async function compareSides(a: Side, b: Side, signal: AbortSignal): Promise<Comparison> {
  const counts = { a: a.steps.count, b: b.steps.count, same: 0, changed: 0, onlyA: 0, onlyB: 0 };
  const differences: StepDifference[] = [];
  let firstDivergence: Comparison["firstDivergence"] = null;
  for (const stretch of alignSteps(a.steps, b.steps)) {
    if (stretch === undefined) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      continue;
    }
    firstDivergence ??= {
      step: stretch.a,
      a: stretch.a < a.steps.count ? await a.steps.shown(stretch.a) : null,
      b: stretch.b < b.steps.count ? await b.steps.shown(stretch.b) : null,
    };
    for (const [inA, inB] of pairsOf(stretch, a.steps, b.steps)) {
      if (inA !== undefined && inB !== undefined) counts.changed++;
      else if (inA !== undefined) counts.onlyA++;
      else counts.onlyB++;
      if (differences.length < mostListed) differences.push(await differenceOf(a.steps, b.steps, inA, inB));
    }
    signal.throwIfAborted();
  }
  counts.same = counts.a - counts.changed - counts.onlyA;
  return {
    a: sideOf(a),
    b: sideOf(b),
    steps: counts,
    firstDivergence,
    differences,
    tools: toolsOf(a.steps, b.steps),
    files: filesOf(a.steps, b.steps),
  };
}

type Pair = readonly [a: number | undefined, b: number | undefined];

/** Steps of one place that are alike in what they are: calls of one tool, or prompts. The others stand alone. */
function* pairsOf({ a, b, countA, countB }: Stretch, stepsA: Steps, stepsB: Steps): Generator<Pair> {
  const both = Math.min(countA, countB);
  for (let step = 0; step < Math.max(countA, countB); step++) {
    const [inA, inB] = [step < countA ? a + step : undefined, step < countB ? b + step : undefined];
    const isPair = step < both && stepsA.toolOf(a + step) === stepsB.toolOf(b + step);
    if (isPair) yield [inA, inB];
    else {
      if (inA !== undefined) yield [inA, undefined];
      if (inB !== undefined) yield [undefined, inB];
    }
  }
}

async function differenceOf(
  a: Steps,
  b: Steps,
  inA: number | undefined,
  inB: number | undefined,
): Promise<StepDifference> {
  const shownA = inA === undefined ? undefined : await a.shown(inA);
  const shownB = inB === undefined ? undefined : await b.shown(inB);
  if (shownA !== undefined && shownB !== undefined) return { type: "changed", a: shownA, b: shownB };
  if (shownA !== undefined) return { type: "only-a", a: shownA };
  return shownB === undefined ? { type: "only-b" } : { type: "only-b", b: shownB };
}

function sideOf({ name, summary, steps }: Side): ComparedSide {
  const { format, prompts, answers, toolCalls, toolErrors, errorCount, tokens, cost, started, ended } = summary;
  return {
    ...{ name, format, prompts, answers, toolCalls, toolErrors, errors: errorCount, tokens },
    cost: cost?.usd ?? null,
    durationMs: started === null || ended === null ? null : ended - started,
    filesChanged: steps.fileCount,
  };
}

function toolsOf(a: Steps, b: Steps): readonly ComparedTool[] {
  const tools: ComparedTool[] = [];
  for (let tool = 1; tool <= a.toolCount; tool++) {
    const name = a.tools.text(tool);
    tools.push({ tool: name, a: a.callsOf(tool), b: b.callsOf(b.tools.known(name)) });
    if (tools.length >= 4 * mostListed) cutTools(tools);
  }
  for (let tool = 1; tool <= b.toolCount; tool++) {
    const name = b.tools.text(tool);
    if (a.tools.known(name) === 0) tools.push({ tool: name, a: 0, b: b.callsOf(tool) });
    if (tools.length >= 4 * mostListed) cutTools(tools);
  }
  cutTools(tools);
  return tools;
}

function cutTools(tools: ComparedTool[]): void {
  const differing = ({ a, b }: ComparedTool): number => Math.abs(a - b);
  tools.sort((one, other) => differing(other) - differing(one) || other.a - one.a || (one.tool < other.tool ? -1 : 1));
  tools.length = Math.min(tools.length, mostListed);
}

function filesOf(a: Steps, b: Steps): Comparison["files"] {
  const isIn = (files: TextIds) => (name: string) => files.known(name) !== 0;
  const both = namesOf(a, isIn(b.files));
  const onlyA = namesOf(a, (name) => !isIn(b.files)(name));
  const onlyB = namesOf(b, (name) => !isIn(a.files)(name));
  return { both, onlyA, onlyB };
}

function namesOf({ files, fileCount }: Steps, wanted: (name: string) => boolean): ListedNames {
  const first: string[] = [];
  let count = 0;
  for (let file = 1; file <= fileCount; file++) {
    const name = files.text(file);
    if (!wanted(name)) continue;
    count++;
    if (first.length < mostListed) first.push(name);
  }
  return { count, first };
}
