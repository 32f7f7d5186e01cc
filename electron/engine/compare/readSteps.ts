// The prompts and calls of a transcript's valid line, in order: of each a sum of what it says, in pages. Nothing of its text is
// held.

import type { ComparedStep } from "../../../shared/comparison.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import { Entries } from "../conversation/entries.ts";
import { Pacer } from "../conversation/pacer.ts";
import { promptOf } from "../conversation/prompts.ts";
import { readEntries } from "../conversation/readEntries.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { Source } from "../source/source.ts";
import { changedFiles } from "./changedFiles.ts";
import { StepTexts } from "./stepText.ts";

/** Characters of a step that are shown. */
const shownLength = 200;

export interface StepsOptions extends WantedReading {
  readonly signal: AbortSignal;
  readonly onProgress?: ((offset: number) => void) | undefined;
}

export class Steps {
  readonly files = new TextIds();
  readonly tools = new TextIds();
  fileCount = 0;
  toolCount = 0;
  count = 0;
  readonly #entries: Entries;
  readonly #texts: StepTexts;
  readonly #hash = new GrowingNumbers();
  readonly #entry = new GrowingInts();
  /** 0: it is a prompt. */
  readonly #tool = new GrowingInts();
  readonly #calls = new GrowingInts();

  constructor(entries: Entries, texts: StepTexts) {
    this.#entries = entries;
    this.#texts = texts;
  }

  async add(entry: Entry, isCall: boolean): Promise<void> {
    const tool = isCall ? this.#entries.nameOf(entry) : "";
    const { hash, text } = await this.#texts.read(this.#entries, entry, isCall ? "input" : "text", tool);
    const step = this.count++;
    this.#hash.set(step, hash);
    this.#entry.set(step, entry);
    if (!isCall) return;
    const number = this.tools.ofText(tool);
    this.toolCount = Math.max(this.toolCount, number);
    this.#tool.set(step, number);
    this.#calls.set(number, this.#calls.get(number) + 1);
    for (const file of changedFiles(tool, text)) this.fileCount = Math.max(this.fileCount, this.files.ofText(file));
  }

  hash(step: number): number {
    return this.#hash.get(step);
  }

  /** "" for a prompt. */
  toolOf(step: number): string {
    const tool = this.#tool.get(step);
    return tool === 0 ? "" : this.tools.text(tool);
  }

  isPrompt(step: number): boolean {
    return this.#tool.get(step) === 0;
  }

  callsOf(tool: number): number {
    return this.#calls.get(tool);
  }

  async shown(step: number): Promise<ComparedStep> {
    const entry = this.#entry.get(step);
    const tool = this.toolOf(step);
    const isPrompt = this.isPrompt(step);
    const { text } = await this.#texts.read(this.#entries, entry, isPrompt ? "text" : "input", tool);
    return {
      kind: isPrompt ? "prompt" : "call",
      record: this.#entries.recordOf(entry),
      line: this.#entries.lineOf(entry),
      time: this.#entries.timeOf(entry) ?? null,
      ...(isPrompt ? {} : { tool }),
      text: [...text.slice(0, 2 * shownLength)].slice(0, shownLength).join(""),
    };
  }
}

/** Throws a SourceError, or the signal's reason. */
export async function readSteps(source: Source, options: StepsOptions): Promise<Steps> {
  const { signal, onProgress } = options;
  const { format, choice, plan } = recognise(readSample(source).heads, options);
  const entries = new Entries();
  const reading = { format, time: plan.time, prefix: choice.prefix, withMessages: true };
  await readEntries(source, reading, entries, { signal, onProgress });
  const pacer = new Pacer(signal);
  const steps = new Steps(entries, await StepTexts.of(source, pacer));
  for (let entry = 1; entry <= entries.count; entry++) {
    const isCall = entries.sort(entry) === "call";
    if (isCall ? entries.isLive(entry) : promptOf(entries, entry) === "valid") await steps.add(entry, isCall);
    if (pacer.isDue) await pacer.pause();
  }
  return steps;
}
