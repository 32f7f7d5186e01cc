// The steps of a trajectory: a prompt is a step, and so is an answer with its reasoning, its calls and what they gave.

import { markNames } from "../../conversation/markNames.ts";
import type { Steps } from "../../conversation/pacer.ts";
import type { PieceList } from "../../conversation/pieceList.ts";
import type { TokenSort } from "../../conversation/usages.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import { marks } from "../../formats/conversationOperations.ts";
import type { EntriesParts } from "../../snapshot/entriesExport.ts";
import { callId, piecesOf } from "../../snapshot/entryParts.ts";
import { PieceText } from "../../snapshot/pieceText.ts";
import { ResultText } from "../../snapshot/resultText.ts";
import type { Source } from "../../source/source.ts";
import { ArgumentsObject } from "../argumentsObject.ts";

export interface SubagentReference {
  readonly name: string;
  /** It is a trajectory of the same document; else its name is a path. */
  readonly isEmbedded: boolean;
}

export class AtifSteps {
  messages = 0;
  toolCalls = 0;
  /** Steps are counted from 1, without a gap. */
  steps = 0;
  readonly #parts: EntriesParts;
  readonly #text: PieceText;
  readonly #results: ResultText;
  readonly #arguments: ArgumentsObject;
  /** The sub-agents that a call started. */
  readonly #agentsOf: (call: Entry) => readonly SubagentReference[];

  constructor(parts: EntriesParts, source: Source, agentsOf: (call: Entry) => readonly SubagentReference[]) {
    this.#parts = parts;
    this.#agentsOf = agentsOf;
    this.#results = new ResultText(parts, source);
    this.#text = new PieceText(parts.window, parts.output);
    this.#arguments = new ArgumentsObject(parts.window, parts.output, this.#text);
  }

  *writeAll(): Steps {
    const { chosen, output, remarks, onEntry } = this.#parts;
    output.put("[");
    for (const entry of chosen.inOrder(remarks)) {
      yield* this.#writeStep(entry);
      onEntry(entry);
      yield* output.settle();
    }
    // The schema wants one step or more.
    if (this.steps === 0) output.put(`{"step_id":${++this.steps},"source":"system","message":""}`);
    output.put("]");
  }

  *#writeStep(entry: Entry): Steps {
    const { entries, chosen, output } = this.#parts;
    const isMessage = entries.sort(entry) === "message";
    const speaker = isMessage ? entries.speaker(entry) : "assistant";
    const calls = chosen.callsOf(entry);
    const isAgent = speaker === "assistant" || calls.length > 0;
    if (this.steps++ > 0) output.put(",");
    this.messages++;
    const time = entries.timeOf(entry);
    const stamp = time === undefined ? "" : `,"timestamp":${JSON.stringify(new Date(time).toISOString())}`;
    output.put(`{"step_id":${this.steps}${stamp},"source":"${isAgent ? "agent" : speaker}"`);
    if (isAgent) this.#putMetrics(entry);
    output.put(',"message":');
    yield* this.#text.write(isMessage ? piecesOf(entries, entry, "text") : []);
    const reasoning = isMessage ? piecesOf(entries, entry, "reasoning") : [];
    // Only agents reason, says the schema.
    if (reasoning.length > 0 && isAgent) yield* this.#writeMember("reasoning_content", reasoning);
    if (calls.length > 0) {
      yield* this.#writeCalls(calls);
      yield* this.#writeObservation(calls);
    }
    this.#writeEnd(entry, isMessage, calls);
  }

  /** What a step of the agent took, as far as the transcript tells. */
  #putMetrics(entry: Entry): void {
    const { entries, output } = this.#parts;
    const model = entries.modelOf(entry);
    if (model !== undefined) output.put(`,"model_name":${JSON.stringify(model)}`);
    const tokens = (sort: TokenSort) => entries.tokensOf(entry, sort);
    const extra = { cache_write_tokens: tokens("cacheWrite"), reasoning_tokens: tokens("reasoning") };
    const metrics = {
      prompt_tokens: tokens("input"),
      completion_tokens: tokens("output"),
      cached_tokens: tokens("cachedInput"),
      ...(Object.values(extra).some((told) => told !== undefined) ? { extra } : {}),
    };
    if (Object.values(metrics).some((told) => told !== undefined)) output.put(`,"metrics":${JSON.stringify(metrics)}`);
  }

  *#writeCalls(calls: readonly Entry[]): Steps {
    const { entries, output } = this.#parts;
    let separator = ',"tool_calls":[';
    for (const call of calls) {
      this.toolCalls++;
      const id = JSON.stringify(callId(entries, call));
      const name = JSON.stringify(entries.nameOf(call));
      output.put(`${separator}{"tool_call_id":${id},"function_name":${name},"arguments":`);
      separator = ",";
      yield* this.#arguments.write(piecesOf(entries, call, "input"));
      output.put("}");
      yield* output.settle();
    }
    output.put("]");
  }

  *#writeObservation(calls: readonly Entry[]): Steps {
    const { entries, output } = this.#parts;
    const isAnswered = (call: Entry): boolean => entries.hasResult(call) || entries.hasMadeUpResult(call);
    const observed = calls.filter((call) => isAnswered(call) || this.#agentsOf(call).length > 0);
    if (observed.length === 0) return;
    let separator = ',"observation":{"results":[';
    for (const call of observed) {
      output.put(`${separator}{"source_call_id":${JSON.stringify(callId(entries, call))}`);
      separator = ",";
      if (isAnswered(call)) {
        output.put(',"content":');
        yield* this.#results.write(call);
      }
      const agents = this.#agentsOf(call);
      if (agents.length > 0) output.put(`,"subagent_trajectory_ref":${JSON.stringify(agents.map(referenceTo))}`);
      output.put("}");
      yield* output.settle();
    }
    output.put("]}");
  }

  *#writeMember(name: string, pieces: PieceList): Steps {
    this.#parts.output.put(`,"${name}":`);
    yield* this.#text.write(pieces);
  }

  /** What the format has no member for. */
  #writeEnd(entry: Entry, isMessage: boolean, calls: readonly Entry[]): void {
    const { entries, output } = this.#parts;
    const given = entries.marksOf(entry);
    const names = markNames(given);
    const failed = calls.filter((call) => entries.outcomeOf(call) === "failed").map((call) => callId(entries, call));
    const madeUp = calls
      .filter((call) => entries.hasMadeUpResult(call) && !entries.hasResult(call))
      .map((call) => callId(entries, call));
    const attachments = isMessage ? piecesOf(entries, entry, "attachment").length : 0;
    const extra = {
      record: entries.recordOf(entry),
      ...(names.length === 0 ? {} : { marks: names }),
      ...(failed.length === 0 ? {} : { failed_calls: failed }),
      ...(madeUp.length === 0 ? {} : { made_up_results: madeUp }),
      ...(attachments === 0 ? {} : { attachments }),
    };
    if (attachments > 0) {
      this.#parts.remarks.at(entries.recordOf(entry), entries.lineOf(entry));
      this.#parts.remarks.mended("its attachments are only counted");
    }
    const copied = (given & marks.inherited) === 0 ? "" : ',"is_copied_context":true';
    output.put(`${copied},"extra":${JSON.stringify(extra)}}`);
  }
}

/** One in the same document is found by its id, another by its path. */
function referenceTo({ name, isEmbedded }: SubagentReference) {
  return isEmbedded ? { trajectory_id: name } : { trajectory_path: name };
}
