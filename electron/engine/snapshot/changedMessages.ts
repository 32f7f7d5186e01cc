// Messages that were taken whole and have changed since: their members stay as they are, but for those that changed.

import type { Steps } from "../conversation/pacer.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import { flags } from "../conversation/skeleton.ts";
import { surveyCall } from "../formats/agui/lists.ts";
import { functionShape, messageShape, toolCallShape } from "../formats/agui/shapes.ts";
import { keptAs, standInsOf } from "../formats/mended.ts";
import type { Entity, MessageRole } from "../formats/messageOperations.ts";
import type { RecordShape, Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import type { Chosen, Survey } from "../formats/survey.ts";
import { survey } from "../formats/survey.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import type { MessageParts, MessageWriterInput } from "./messageParts.ts";
import type { JsonOutput } from "./output.ts";

export class ChangedMessages {
  readonly #parts: MessageParts;
  readonly #skeleton: Skeleton;
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;

  constructor({ skeleton, output, window }: MessageWriterInput, parts: MessageParts) {
    this.#parts = parts;
    this.#skeleton = skeleton;
    this.#output = output;
    this.#window = window;
  }

  *write(message: Entity, role: MessageRole, value: Value): Steps {
    const shape = messageShape.of.get(role);
    if (shape === undefined) throw new Error(`no shape for ${role} messages`);
    const found = yield* survey(this.#window, value, shape);
    const { chosen } = found;
    const isActivity = role === "activity";
    const replaced = new Set(["metadata", "toolCalls"]);
    if (this.#skeleton.times(message).first !== 0) for (const name of ["firstTime", "lastTime"]) replaced.add(name);
    if (isActivity) for (const name of ["content", "activityType"]) replaced.add(name);
    if (this.#skeleton.has(message, flags.text)) replaced.add("content");
    for (const name of ["encryptedValue", "subagentRunId"] as const) {
      if (this.#skeleton.attributes.find(message, name) !== 0) replaced.add(name);
    }
    yield* this.#writeMembers(value, shape, found, replaced, message);
    this.#parts.putId(message, "subagentRunId");
    const content = usable(chosen.get("content"));
    if (isActivity) yield* this.#parts.writeActivityContent(message, content, usable(chosen.get("activityType")));
    else if (this.#skeleton.has(message, flags.text)) {
      this.#output.put(',"content":');
      const before = content?.type === "array" && role !== "assistant" ? undefined : content;
      yield* this.#parts.writeMessageText(message, before, before?.type !== "string");
    }
    yield* this.#writeChangedCalls(message, usable(chosen.get("toolCalls")));
    yield* this.#parts.writeEnd(message, usable(chosen.get("metadata")));
  }

  /** The opening brace and the members that are not replaced. */
  *#writeMembers(
    value: Value,
    shape: RecordShape,
    found: Survey,
    replaced: ReadonlySet<string>,
    message?: Entity,
  ): Steps {
    let separator = "{";
    for (const member of pausing(this.#window, value)) {
      const kept = member === undefined ? undefined : keptAs(member, shape, found);
      if (member === undefined || kept === undefined || replaced.has(kept.name)) continue;
      this.#output.put(`${separator}${JSON.stringify(kept.name)}:`);
      separator = ",";
      if (message !== undefined && kept.name === "content" && member.type === "string")
        yield* this.#parts.copyContent(message, member);
      else if (
        message !== undefined &&
        kept.name === "content" &&
        kept.shape !== undefined &&
        this.#mayClipParts(message, member)
      )
        yield* this.#parts.writeParts(message, member, kept.shape);
      else if (kept.shape === undefined || kept.isFine) yield* this.#output.copy(member);
      else yield* this.#parts.writeValue(member, kept.shape);
    }
    for (const { name, standIn } of standInsOf(shape, found)) {
      if (replaced.has(name)) continue;
      this.#output.put(`${separator}${JSON.stringify(name)}:${standIn}`);
      separator = ",";
    }
  }

  #mayClipParts(message: Entity, content: Value): boolean {
    return content.type === "array" && this.#parts.mayClip(message);
  }

  *#writeChangedCalls(message: Entity, list: Value | undefined): Steps {
    if (list === undefined && !this.#skeleton.hasCalls(message)) return;
    const calls = this.#skeleton.callsOf(message)[Symbol.iterator]();
    let separator = ',"toolCalls":[';
    const elements = list === undefined ? [] : pausing(this.#window, list);
    for (const element of elements) {
      if (element === undefined) continue;
      const id = yield* surveyCall(this.#window, element);
      const next = id === undefined ? undefined : calls.next();
      if (next === undefined || next.done === true) continue;
      const call = next.value;
      this.#output.put(separator);
      separator = ",";
      if (this.#skeleton.has(call, flags.changed)) yield* this.#writeChangedCall(call, element);
      else yield* this.#parts.writeValue(element, toolCallShape);
    }
    for (const call of calls) {
      this.#output.put(separator);
      separator = ",";
      yield* this.#parts.writeCall(call);
    }
    this.#output.put(separator === "," ? "]" : `${separator}]`);
  }

  *#writeChangedCall(call: Entity, value: Value): Steps {
    const found = yield* survey(this.#window, value, toolCallShape);
    const { chosen, gathered } = found;
    const replaced = new Set(["function", "metadata"]);
    if (this.#skeleton.attributes.find(call, "encryptedValue") !== 0) replaced.add("encryptedValue");
    yield* this.#writeMembers(value, toolCallShape, found, replaced);
    yield* this.#writeChangedFunction(call, gathered ?? (yield* this.#functionOf(usable(chosen.get("function")))));
    yield* this.#parts.writeEnd(call, usable(chosen.get("metadata")));
  }

  *#functionOf(value: Value | undefined): Steps<ReadonlyMap<string, Chosen>> {
    if (value === undefined) throw new Error("a tool call has no function");
    return (yield* survey(this.#window, value, functionShape)).chosen;
  }

  *#writeChangedFunction(call: Entity, parts: ReadonlyMap<string, Chosen>): Steps {
    const name = this.#skeleton.callName(call);
    const before = usable(parts.get("name"));
    this.#output.put(',"function":{"name":');
    if (name !== 0) this.#parts.putIdText(name);
    else if (before !== undefined) yield* this.#output.copy(before);
    else this.#output.put('""');
    this.#output.put(',"arguments":');
    const given = usable(parts.get("arguments"));
    yield* this.#parts.writeText(call, given, given?.type !== "string");
    this.#output.put("}");
  }
}

function usable(choice: Chosen | undefined): Value | undefined {
  return choice === undefined || choice.fitness === "unfit" || choice.member.type === "null"
    ? undefined
    : choice.member;
}
