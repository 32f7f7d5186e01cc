// Takes the lines of a session that are plain (plainLine.ts), as the reader of all lines would (session.ts).

import { stringOf } from "../../paging/textIds.ts";
import type { CapturedRecord } from "../capturedValue.ts";
import { valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { Branches } from "./branches.ts";
import type { Copies } from "./copies.ts";
import { endOfAnswer } from "./ending.ts";
import type { ClaudeMessages } from "./messages.ts";
import type { PlainAnswer, PlainLine, PlainPrompt, PlainResult, PlainTask } from "./plainLine.ts";
import { PlainLines } from "./plainLine.ts";
import type { Repetitions } from "./repetitions.ts";
import type { SessionFolder } from "./sessionFolder.ts";
import type { Sidechains } from "./sidechains.ts";
import type { Standing } from "./standing.ts";
import { Subagents } from "./subagents.ts";
import { toldUsage } from "./usage.ts";

/** What is known of the session, which the reader of all lines knows, too. */
export interface SessionParts {
  readonly operations: ConversationOperations;
  readonly messages: ClaudeMessages;
  readonly branches: Branches;
  readonly folder: SessionFolder;
  readonly subagents: Subagents;
  readonly sidechains: Sidechains;
  readonly copies: Copies;
  readonly repetitions: Repetitions;
  readonly standing: Standing;
}

type HangingLine = Exclude<PlainLine, PlainTask>;

export class PlainSession {
  readonly #parts: SessionParts;
  #lines: PlainLines | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** False: the line may be anything, and nothing was taken of it. */
  take(captured: CapturedRecord, time: number | undefined): boolean {
    if (!this.#isPlainAround(time)) return false;
    if (this.#lines?.captured !== captured) this.#lines = new PlainLines(captured);
    const line = this.#lines.read();
    if (line === undefined) return false;
    return line.sort === "task" ? this.#takeTask(line) : this.#takeHanging(line, time);
  }

  /** A line that hangs under another one. */
  #takeHanging(line: HangingLine, time: number | undefined): boolean {
    const { branches, folder, operations, repetitions, sidechains } = this.#parts;
    const { isSidechain, sort } = line;
    const isAnswer = sort !== "result" && sort !== "prompt";
    if (!isSidechain && !isAnswer && repetitions.isBeforeAnswer(time)) return false;
    const parent = branches.knownNumberOf(line.parent);
    const number = branches.numberOf(line.id);
    if (branches.hasNumber(number)) return false;
    folder.atOwn();
    const from = operations.nextEntry();
    // What a sub-agent does at its own time is no measure of the session's.
    if (!isSidechain) repetitions.reached(time, isAnswer);
    const isBeside = isSidechain && !sidechains.isSubagentsOwnFile;
    this.#takeLine(line, isBeside);
    if (isBeside) {
      operations.ofSubagent(from, sidechains.callUnder(line.parent, line.id));
      branches.noteNumber(number);
    } else if (sort === "prompt") branches.addPrompt(number, parent, from, operations.nextEntry());
    else branches.addNumber(number, parent, isAnswer, from, operations.nextEntry());
    return true;
  }

  /** Nothing that was read before makes a line more than it says. */
  #isPlainAround(time: number | undefined): boolean {
    const { copies, folder, repetitions, sidechains, standing } = this.#parts;
    const isOwn = copies.isOwn(time) && sidechains.isToldWhose && folder.isNamed;
    if (!isOwn || repetitions.goesOn(time)) return false;
    return standing.command === undefined && standing.outputCall === undefined;
  }

  /** A sub-agent begins, in its caller's file. */
  #takeTask({ id, task }: PlainTask): boolean {
    const { branches, folder, messages, operations, sidechains, standing } = this.#parts;
    const number = branches.numberOf(id);
    if (sidechains.isSubagentsOwnFile || branches.hasNumber(number)) return false;
    folder.atOwn();
    const from = operations.nextEntry();
    standing.lastAnswer = 0;
    messages.takePlainPrompt(marks.injected);
    operations.ofSubagent(from, sidechains.callAskedFor(task, id));
    branches.noteNumber(number);
    return true;
  }

  /** `isBeside`: a sub-agent's, in its caller's file. */
  #takeLine(line: HangingLine, isBeside: boolean): void {
    if (line.sort === "result") this.#takeResult(line, isBeside);
    else if (line.sort === "prompt") this.#takePrompt(line);
    else this.#takeAnswer(line, isBeside);
  }

  #takeResult(line: PlainResult, isBeside: boolean): void {
    const { messages, standing, subagents } = this.#parts;
    standing.lastAnswer = 0;
    messages.takePlainResult(line);
    if (subagents.areAsked) subagents.answered(stringOf(line.call), line.failed);
    if (!isBeside) standing.end("open");
  }

  #takePrompt({ written }: PlainPrompt): void {
    const { messages, repetitions, standing } = this.#parts;
    standing.lastAnswer = 0;
    messages.takePlainPrompt();
    standing.end("open");
    repetitions.prompted(written);
  }

  #takeAnswer(line: PlainAnswer, isBeside: boolean): void {
    const { messages, operations, standing, subagents } = this.#parts;
    const answer: Entry = messages.takePlainAnswer(line);
    standing.lastAnswer = answer;
    if (line.call !== undefined && Subagents.starts(line.tool)) {
      const block = valueAt(this.#lines?.captured.value, "message", "content", 0);
      subagents.called(stringOf(line.call), line.tool, block);
    }
    operations.model(line.model);
    if (line.usage !== undefined) operations.usage(toldUsage(line.message, line.usage));
    if (!isBeside) standing.end(endOfAnswer(line.stopReason, line.sort === "call"));
  }
}
