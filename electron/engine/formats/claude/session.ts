// Reads a session of Claude Code as a conversation. What counts stands in `user`, `assistant`, some `attachment` and some
// `system` lines; the rest is state, the request log (api-request*, prompt_snapshot: the same texts once more, 2.1.328) and
// context that the program adds (the other attachments).

import type { Archive } from "../../paging/archive.ts";
import { isText, isTrueAt, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { typeOfBlock } from "./blocks.ts";
import { Branches } from "./branches.ts";
import { ContextCopies } from "./contextCopies.ts";
import { Copies } from "./copies.ts";
import { endOfAnswer } from "./ending.ts";
import { looksAt } from "./looksAt.ts";
import { ClaudeMessages, synthetic } from "./messages.ts";
import { takeNotification } from "./notifications.ts";
import { PlainSession } from "./plainSession.ts";
import { Repetitions } from "./repetitions.ts";
import { SessionFolder } from "./sessionFolder.ts";
import { behind, errorOf, isNotification, isOfProgram } from "./sessionLines.ts";
import { Sidechains } from "./sidechains.ts";
import { Standing } from "./standing.ts";
import { Subagents } from "./subagents.ts";
import { TypedAhead } from "./typedAhead.ts";
import { usageOf } from "./usage.ts";

export class SessionReader implements ConversationReader {
  readonly looksAt = looksAt;
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  readonly #messages: ClaudeMessages;
  readonly #branches = new Branches();
  readonly #folder: SessionFolder;
  readonly #subagents: Subagents;
  readonly #sidechains: Sidechains;
  readonly #typedAhead: TypedAhead;
  readonly #copies: Copies;
  readonly #contextCopies: ContextCopies;
  readonly #repetitions = new Repetitions();
  /** The marks of everything in the line that is being read. */
  #given: Marks = 0;
  readonly #standing: Standing;
  readonly #plain: PlainSession;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
    this.#messages = new ClaudeMessages(operations, context);
    this.#folder = new SessionFolder(operations, context);
    this.#subagents = new Subagents(operations, this.#folder);
    this.#sidechains = new Sidechains(this.#subagents, (call) => operations.callOf(call));
    this.#typedAhead = new TypedAhead(operations, this.#messages);
    this.#copies = new Copies(operations);
    this.#contextCopies = new ContextCopies(operations);
    this.#standing = new Standing(operations);
    this.#plain = new PlainSession({
      ...{ operations, messages: this.#messages, branches: this.#branches, folder: this.#folder },
      ...{ subagents: this.#subagents, sidechains: this.#sidechains, copies: this.#copies },
      ...{ repetitions: this.#repetitions, standing: this.#standing },
    });
  }

  *archive(archive: Archive): Generator<undefined> {
    const small = [this.#standing, this.#folder, this.#subagents, this.#typedAhead, this.#copies];
    for (const part of small) part.archive(archive);
    for (const part of [this.#branches, this.#sidechains, this.#contextCopies]) yield* part.archive(archive);
    yield* this.#repetitions.archive(archive);
  }

  take({ value, number, time, captured }: FormatRecord): void {
    if (captured !== undefined && this.#plain.take(captured, time)) return;
    this.#given = this.#copies.marksOf(value, time);
    this.#folder.at(value, (this.#given & marks.inherited) !== 0);
    const id = textAt(value, "uuid");
    if (id === undefined) {
      this.#takeLine(value, String(number));
      return;
    }
    const isWrittenAgain = !this.#branches.has(id) && this.#repetitions.isCopy(value, time);
    if (isWrittenAgain) this.#branches.follow(id, this.#operations.nextEntry());
    if (isWrittenAgain || this.#branches.has(id)) {
      this.#messages.takeCopy(
        value,
        ["message", "content"],
        textAt(value, "type") === "assistant" ? "assistant" : "user",
      );
      return;
    }
    const from = this.#operations.nextEntry();
    const opensTurn = this.#takeLine(value, id);
    // A compaction, too, was another session's.
    if (this.#given !== 0) this.#operations.markRange(from, undefined, this.#given);
    if (this.#sidechains.has(value)) {
      this.#operations.ofSubagent(from, this.#sidechains.callOf(value, id));
      this.#branches.note(id);
      return;
    }
    this.#branches.add({
      id,
      parent: textAt(value, "parentUuid") ?? behind(value),
      begins: opensTurn && valueAt(value, "parentUuid") === null ? textAt(value, "sessionId") : undefined,
      opensTurn,
      isAnswer: textAt(value, "type") === "assistant",
      from,
      to: this.#operations.nextEntry(),
    });
  }

  end(): void {
    for (const [from, to] of this.#branches.undone()) this.#operations.markRange(from, to, marks.undone);
    this.#subagents.end();
    this.#folder.end(this.#sidechains.isSubagentsOwnFile);
  }

  /** Whether the line begins a turn. */
  #takeLine(line: unknown, id: string): boolean {
    const answer = this.#standing.lastAnswer;
    switch (textAt(line, "type")) {
      case "user":
        this.#standing.lastAnswer = 0;
        return this.#takeUser(line, answer);
      case "assistant":
        this.#takeAssistant(line, id);
        return false;
      case "attachment":
        this.#takeAttachment(line);
        return false;
      case "system":
        this.#takeSystem(line, id);
        return false;
      case "progress":
        // Up to 2.1.8x: what a sub-agent did stands here and in its own file.
        if (textAt(line, "data", "type") === "agent_progress")
          this.#subagents.named(textAt(line, "parentToolUseID"), textAt(line, "data", "agentId"));
        return false;
      case "queue-operation":
        this.#typedAhead.take(line, this.#standing.isBusy);
        return false;
      case "cost-state": {
        const cost = numberAt(line, "totalCostUSD");
        // Of the whole session so far, earlier runs and sub-agents with it: the last one has all.
        if (cost !== undefined) this.#operations.cost(cost);
        return false;
      }
      default:
        return false;
    }
  }

  #takeUser(line: unknown, answer: Entry): boolean {
    const sidechain = this.#sidechains.has(line);
    const isSummary = isTrueAt(line, "isCompactSummary");
    const isInjected =
      !this.#isTask(line) &&
      (isTrueAt(line, "isMeta") ||
        isTrueAt(line, "isVisibleInTranscriptOnly") ||
        isNotification(line) ||
        sidechain ||
        this.#isExpansion(line));
    const from = this.#operations.nextEntry();
    const said = this.#messages.takeUser(line, {
      at: ["message", "content"],
      marks: (isSummary ? marks.summary : isInjected ? marks.injected : 0) | this.#given,
      madeUp: textAt(line, "toolDenialKind") === "interrupted",
    });
    const isAbove = this.#messages.isAboveCommand(valueAt(line, "message", "content"), said);
    this.#standing.command = isAbove ? textAt(line, "uuid") : undefined;
    this.#takeResults(line);
    const isNews = this.#takeNews(valueAt(line, "message", "content")) || isNotification(line);
    if (sidechain || isSummary) return false;
    if (said === "interruption") this.#standing.end("interrupted");
    else if (said === undefined) this.#standing.end(this.#isOfOutput(line) ? "completed" : "open");
    else if (said === "said" || isNews) {
      this.#standing.end("open");
      if (said === "said") {
        this.#repetitions.prompted(textAt(line, "timestamp"));
        this.#contextCopies.prompted(line, from);
      }
      return true;
    } else if (isTrueAt(line, "isMeta") && answer !== 0) this.#goOn(line, answer);
    return false;
  }

  /**
   * In a sub-agent's own file the agent that sent it is the one who asks: a skill that works apart is given as a line of the program's, and
   * so is what the agent is told later (2.1.332).
   */
  #isTask(line: unknown): boolean {
    if (!this.#sidechains.isSubagentsOwnFile) return false;
    return textAt(line, "origin", "kind") === "coordinator" || valueAt(line, "parentUuid") === null;
  }

  /** What a command says to the model, which older versions do not call meta (1.0.58), or a local command as it was typed. */
  #isExpansion(line: unknown): boolean {
    return this.#standing.command !== undefined && textAt(line, "parentUuid") === this.#standing.command;
  }

  /**
   * The program asks for more after an answer: it broke off in the middle (2.1.328 then says "end_turn", whatever the
   * server sent), was cut by a limit or stopped, or a hook was not content with it.
   */
  #goOn(line: unknown, answer: Entry): void {
    if (!isTrueAt(line, "turnCompanion")) return;
    this.#operations.mark(answer, marks.cut);
    this.#standing.end("open");
  }

  /** The result of the call that gave a run's structured output ends it, and may stand behind the output (2.1.332). */
  #isOfOutput(line: unknown): boolean {
    const call = this.#standing.outputCall;
    return (
      call !== undefined && listAt(line, "message", "content").some((block) => textAt(block, "tool_use_id") === call)
    );
  }

  #takeResults(line: unknown): void {
    const agent = textAt(line, "toolUseResult", "agentId");
    this.#folder.takeResult(line);
    // Made up behind a crash: the agent had been at work.
    if (textAt(line, "toolDenialKind") === "interrupted") return;
    for (const block of listAt(line, "message", "content")) {
      if (typeOfBlock(block) !== "result") continue;
      const call = textAt(block, "tool_use_id") ?? "";
      if (agent === undefined) this.#subagents.answered(call, isTrueAt(block, "is_error"));
      else {
        this.#subagents.answered(call, true);
        this.#subagents.named(call, agent);
      }
    }
  }

  #takeAssistant(line: unknown, id: string): void {
    const message = valueAt(line, "message");
    const model = textAt(message, "model") ?? "";
    const isMadeUp = model === synthetic || isTrueAt(line, "isApiErrorMessage");
    const key = textAt(message, "id");
    const entry = this.#messages.takeAnswer(
      line,
      ["message", "content"],
      key,
      this.#given | (isMadeUp ? marks.madeUp : 0),
    );
    this.#standing.lastAnswer = entry;
    for (const block of listAt(message, "content")) {
      if (typeOfBlock(block) !== "call") continue;
      this.#subagents.called(textAt(block, "id") ?? "", textAt(block, "name") ?? "", block);
    }
    if (isMadeUp) {
      if (isTrueAt(line, "isApiErrorMessage")) this.#takeFailure(line);
      return;
    }
    this.#operations.model(model);
    if (isTrueAt(line, "isAbortedMidStream")) this.#operations.mark(entry, marks.cut);
    const usage = this.#given === 0 ? usageOf(valueAt(message, "usage"), key ?? id) : undefined;
    if (usage !== undefined) {
      this.#operations.usage(usage);
      this.#contextCopies.took(line, key ?? id);
    }
    if (this.#sidechains.has(line)) return;
    const hasCall = listAt(message, "content").some((block) => typeOfBlock(block) === "call");
    this.#standing.end(endOfAnswer(textAt(message, "stop_reason"), hasCall));
  }

  /** A request failed for good: the program answers in the model's place. */
  #takeFailure(line: unknown): void {
    const content = valueAt(line, "message", "content");
    this.#error(textAt(content, 0, "text") ?? textAt(line, "error") ?? "A request to the model failed.", true);
    if (!this.#sidechains.has(line)) this.#standing.end("failed");
  }

  /** Words typed while a tool runs stand in no user line but here (2.1.7x and later). */
  #takeAttachment(line: unknown): void {
    this.#typedAhead.attachmentsAreWritten();
    switch (textAt(line, "attachment", "type")) {
      case "queued_command": {
        const isPrompt =
          (textAt(line, "attachment", "commandMode") ?? "prompt") === "prompt" && !isOfProgram(line, "attachment");
        const isMeta = isTrueAt(line, "attachment", "isMeta") || isTrueAt(line, "isMeta");
        this.#messages.takeUser(line, {
          at: ["attachment", "prompt"],
          marks: (isPrompt && !isMeta ? 0 : marks.injected) | this.#given,
          madeUp: false,
        });
        this.#takeNews(valueAt(line, "attachment", "prompt"));
        const source = textAt(line, "attachment", "source_uuid");
        if (source !== undefined) this.#branches.note(source);
        break;
      }
      case "goal_status":
        this.#takeGoal(line);
        break;
      case "structured_output":
        this.#standing.outputCall = textAt(line, "attachment", "toolUseID");
        this.#standing.end("completed");
        break;
      case "hook_stopped_continuation":
        // The result on standard output calls it a success (2.1.332).
        this.#standing.end("completed");
        break;
      case "max_turns_reached":
        this.#error("The limit of turns was reached.");
        this.#standing.end("failed");
        break;
      default:
        break;
    }
  }

  /** What a person sets as a goal (/goal) is told the model, and stands in no user line of its own (2.1.332). */
  #takeGoal(line: unknown): void {
    if (!isTrueAt(line, "attachment", "sentinel") || !isText(valueAt(line, "attachment", "condition"))) return;
    if (isTrueAt(line, "attachment", "met")) return;
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks: this.#given });
    this.#operations.text(entry, ["attachment", "condition"]);
    this.#standing.end("open");
  }

  #takeSystem(line: unknown, id: string): void {
    switch (textAt(line, "subtype")) {
      case "compact_boundary":
        this.#operations.compaction(id);
        break;
      case "api_error":
        this.#error(errorOf(line));
        break;
      default:
        break;
    }
  }

  #takeNews(text: unknown): boolean {
    return takeNotification(text, this.#operations, this.#subagents, this.#context);
  }

  /** A fork's copies of errors are those of the session they come from. */
  #error(message: string, isSaid = false): void {
    if ((this.#given & marks.inherited) === 0) this.#operations.error(message, isSaid);
  }
}
