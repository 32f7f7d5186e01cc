// Writes the messages of a conversation as JSON, one after the other, from what the skeleton knows and the source holds.
// A message that was taken whole and never changed is copied byte for byte, so what has once been compacted stays as it is.

import type { Conversation } from "../conversation/conversation.ts";
import type { Steps } from "../conversation/pacer.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import { flags } from "../conversation/skeleton.ts";
import type { SpanReader } from "../conversation/spans.ts";
import { textEntities } from "../conversation/textEntities.ts";
import { surveyCall } from "../formats/agui/lists.ts";
import { functionShape, messageShape, resultParts, toolCallShape } from "../formats/agui/shapes.ts";
import { keptAs, mended, standInsOf } from "../formats/mended.ts";
import type { Entity, MessageRole } from "../formats/messageOperations.ts";
import type { RecordShape, Shape, Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import type { Chosen, Survey } from "../formats/survey.ts";
import { survey } from "../formats/survey.ts";
import type { TextIds } from "../formats/textIds.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { PatchedContent } from "./activityContent.ts";
import { patchContent } from "./activityContent.ts";
import { Gather } from "./gather.ts";
import type { JsonOutput } from "./output.ts";

/** Messages between two points where the caller may pause. */
const fewMessages = 64;

export interface MessageWriterInput {
  readonly reader: SpanReader;
  readonly skeleton: Skeleton;
  readonly conversation: Conversation;
  /** Only this message is written. */
  readonly only?: Entity | undefined;
  readonly ids: TextIds;
  readonly window: ByteWindow;
  readonly output: JsonOutput;
  /** The position of a record's text among the fields. */
  readonly textField: number;
}

export class MessageWriter {
  /** Activities whose patches could not be folded, since they are too long to be held. */
  readonly unfolded: Entity[] = [];
  readonly #input: MessageWriterInput;
  readonly #skeleton: Skeleton;
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;
  readonly #gather: Gather;

  constructor(input: MessageWriterInput) {
    this.#input = input;
    this.#skeleton = input.skeleton;
    this.#output = input.output;
    this.#window = input.window;
    const upcoming = textEntities(input.skeleton, this.#messages());
    this.#gather = new Gather(input.reader, input.skeleton, input.textField, upcoming);
  }

  /** Writes an array of all messages. */
  *writeAll(): Steps {
    let separator = "[";
    let written = 0;
    for (const message of this.#messages()) {
      this.#output.put(separator);
      separator = ",";
      yield* this.#write(message);
      if (this.#output.isFull) yield* this.#output.flush();
      if (++written % fewMessages === 0) yield;
    }
    this.#output.put(separator === "[" ? "[]" : "]");
  }

  #messages(): Iterable<Entity> {
    const { only, conversation } = this.#input;
    return only === undefined ? conversation.messages() : [only];
  }

  *#write(message: Entity): Steps {
    const role = this.#skeleton.role(message);
    if (!this.#skeleton.has(message, flags.whole)) return yield* this.#writeComposed(message, role);
    const value = asObject(this.#skeleton.attributes.rangeOf(message, "whole"));
    const isMended = this.#skeleton.has(message, flags.mend);
    const times = this.#timesToWrite(message);
    const isRewritten = times !== undefined && (isMended || times === "instead");
    if (isRewritten || this.#skeleton.has(message, flags.changed)) {
      return yield* this.#writeChanged(message, role, value);
    }
    if (isMended) return yield* this.#output.putParts(mended(this.#window, value, messageShape));
    if (times === undefined) return yield* this.#output.copy(value);
    yield* this.#output.copy({ offset: value.offset, length: value.length - 1 });
    this.#putTimes(message);
    this.#output.put("}");
  }

  /** Whether the times of a message have to be written: behind what it holds, or instead of those that it states itself. */
  #timesToWrite(message: Entity): "behind" | "instead" | undefined {
    const { first, last } = this.#skeleton.times(message);
    if (first === 0) return undefined;
    const stated = this.#skeleton.statedTimes(message);
    if (stated === undefined) return "behind";
    return stated.first === first && stated.last === last ? undefined : "instead";
  }

  /** Readers of AG-UI pass over these members. */
  #putTimes(message: Entity): void {
    const { first, last } = this.#skeleton.times(message);
    if (first !== 0) this.#output.put(`,"firstTime":${first},"lastTime":${last}`);
  }

  *#writeComposed(message: Entity, role: MessageRole): Steps {
    this.#output.put(`{"id":${this.#text(this.#skeleton.id(message))},"role":"${role}"`);
    for (const name of ["name", "toolCallId", "subagentRunId"] as const) this.#putId(message, name);
    if (role === "activity") yield* this.#writeActivityContent(message, undefined, undefined);
    else yield* this.#writeContent(message);
    if (this.#skeleton.hasCalls(message)) {
      let separator = ',"toolCalls":[';
      for (const call of this.#skeleton.callsOf(message)) {
        this.#output.put(separator);
        separator = ",";
        yield* this.#writeCall(call);
      }
      this.#output.put("]");
    }
    yield* this.#writeEnd(message, undefined);
  }

  *#writeContent(message: Entity): Steps {
    const { attributes } = this.#skeleton;
    const content = attributes.find(message, "content");
    const parts = attributes.find(message, "contentParts");
    if (this.#skeleton.has(message, flags.text)) {
      const isQuoted = this.#skeleton.has(message, flags.mend);
      this.#output.put(',"content":');
      yield* this.#writeText(message, content === 0 ? undefined : attributes.range(content), isQuoted);
    } else if (parts !== 0) {
      this.#output.put(',"content":');
      yield* this.#writeValue({ type: "array", ...attributes.range(parts) }, resultParts);
    } else if (content !== 0) {
      this.#output.put(',"content":');
      if (this.#skeleton.has(message, flags.mend))
        yield* this.#output.putParts([{ quoted: attributes.range(content) }]);
      else yield* this.#output.copy(attributes.range(content));
    }
  }

  /** A string: what was there before (a string, or with `isQuoted` another value), and all that was appended. */
  *#writeText(entity: Entity, before: ByteRange | undefined, isQuoted: boolean): Steps {
    this.#output.put('"');
    if (before !== undefined && isQuoted) yield* this.#output.copyEscaped(before);
    else if (before !== undefined) yield* this.#output.copy({ offset: before.offset + 1, length: before.length - 2 });
    if (this.#skeleton.textBytes(entity) > 0) yield* this.#gather.write(entity, this.#output);
    this.#output.put('"');
    yield* this.#output.settle();
  }

  *#writeCall(call: Entity): Steps {
    const id = this.#text(this.#skeleton.id(call));
    const tool = this.#text(this.#skeleton.callName(call));
    this.#output.put(`{"id":${id},"type":"function","function":{"name":${tool},"arguments":`);
    yield* this.#writeText(call, undefined, false);
    this.#output.put("}");
    yield* this.#writeEnd(call, undefined);
  }

  /** What may stand behind everything else, and the closing brace. */
  *#writeEnd(entity: Entity, metadataBefore: Value | undefined): Steps {
    const { attributes } = this.#skeleton;
    const encrypted = attributes.find(entity, "encryptedValue");
    if (encrypted !== 0) {
      this.#output.put(',"encryptedValue":');
      yield* this.#output.copy(attributes.range(encrypted));
    }
    yield* this.#writeMetadata(entity, metadataBefore);
    if (entity > 0) this.#putTimes(entity);
    this.#output.put("}");
  }

  /** Metadata is merged key by key; a later value takes the place of an earlier one. */
  *#writeMetadata(entity: Entity, before: Value | undefined): Steps {
    const { attributes } = this.#skeleton;
    if (!this.#skeleton.has(entity, flags.metadata) && before === undefined) return;
    const rows = attributes.metadata(entity);
    let separator = ',"metadata":{';
    const put = (key: string, range: ByteRange): Steps => {
      this.#output.put(`${separator}${JSON.stringify(key)}:`);
      separator = ",";
      return this.#output.copy(range);
    };
    if (before !== undefined) {
      for (const member of pausing(this.#window, before)) {
        if (member?.key === undefined || member.keyCut) continue;
        const key = this.#input.ids.known(member.key);
        if (key === 0 || attributes.find(entity, "metadata", key) === 0) yield* put(member.key, member);
      }
    }
    for (const row of rows) yield* put(this.#input.ids.text(attributes.id(row)), attributes.range(row));
    this.#output.put(separator === "," ? "}" : `${separator}}`);
  }

  /** A message that was taken whole and has changed since: its members as they are, but for those that changed. */
  *#writeChanged(message: Entity, role: MessageRole, value: Value): Steps {
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
    yield* this.#writeMembers(value, shape, found, replaced);
    this.#putId(message, "subagentRunId");
    const content = usable(chosen.get("content"));
    if (isActivity) yield* this.#writeActivityContent(message, content, usable(chosen.get("activityType")));
    else if (this.#skeleton.has(message, flags.text)) {
      this.#output.put(',"content":');
      const before = content?.type === "array" && role !== "assistant" ? undefined : content;
      yield* this.#writeText(message, before, before?.type !== "string");
    }
    yield* this.#writeChangedCalls(message, usable(chosen.get("toolCalls")));
    yield* this.#writeEnd(message, usable(chosen.get("metadata")));
  }

  /** The opening brace and the members that are not replaced. */
  *#writeMembers(value: Value, shape: RecordShape, found: Survey, replaced: ReadonlySet<string>): Steps {
    let separator = "{";
    for (const member of pausing(this.#window, value)) {
      const kept = member === undefined ? undefined : keptAs(member, shape, found);
      if (member === undefined || kept === undefined || replaced.has(kept.name)) continue;
      this.#output.put(`${separator}${JSON.stringify(kept.name)}:`);
      separator = ",";
      if (kept.shape === undefined || kept.isFine) yield* this.#output.copy(member);
      else yield* this.#writeValue(member, kept.shape);
    }
    for (const { name, standIn } of standInsOf(shape, found)) {
      if (replaced.has(name)) continue;
      this.#output.put(`${separator}${JSON.stringify(name)}:${standIn}`);
      separator = ",";
    }
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
      else yield* this.#writeValue(element, toolCallShape);
    }
    for (const call of calls) {
      this.#output.put(separator);
      separator = ",";
      yield* this.#writeCall(call);
    }
    this.#output.put(separator === "," ? "]" : `${separator}]`);
  }

  *#writeChangedCall(call: Entity, value: Value): Steps {
    const found = yield* survey(this.#window, value, toolCallShape);
    const { chosen, gathered } = found;
    const replaced = new Set(["function", "metadata"]);
    if (this.#skeleton.attributes.find(call, "encryptedValue") !== 0) replaced.add("encryptedValue");
    yield* this.#writeMembers(value, toolCallShape, found, replaced);
    yield* this.#writeChangedFunction(call, gathered ?? (yield* this.#partsOf(usable(chosen.get("function")))));
    yield* this.#writeEnd(call, usable(chosen.get("metadata")));
  }

  *#partsOf(value: Value | undefined): Steps<ReadonlyMap<string, Chosen>> {
    if (value === undefined) throw new Error("a tool call has no function");
    return (yield* survey(this.#window, value, functionShape)).chosen;
  }

  *#writeChangedFunction(call: Entity, parts: ReadonlyMap<string, Chosen>): Steps {
    const name = this.#skeleton.callName(call);
    const before = usable(parts.get("name"));
    this.#output.put(',"function":{"name":');
    if (name !== 0) this.#output.put(this.#text(name));
    else if (before !== undefined) yield* this.#output.copy(before);
    else this.#output.put('""');
    this.#output.put(',"arguments":');
    const given = usable(parts.get("arguments"));
    yield* this.#writeText(call, given, given?.type !== "string");
    this.#output.put("}");
  }

  /** The type and the content of an activity, its patches applied. */
  *#writeActivityContent(activity: Entity, content: Value | undefined, type: Value | undefined): Steps {
    const { attributes } = this.#skeleton;
    const given = attributes.find(activity, "content");
    const range = given === 0 ? content : attributes.range(given);
    const typeRow = attributes.find(activity, "activityType");
    const typeRange = typeRow === 0 ? type : attributes.range(typeRow);
    if (range === undefined || typeRange === undefined) throw new Error("an activity lacks its content or its type");
    const { reader } = this.#input;
    const hasPatches = this.#skeleton.textBytes(activity) > 0;
    const patched: { content: PatchedContent | undefined } = { content: undefined };
    if (hasPatches) {
      yield async () => {
        patched.content = await patchContent(reader, this.#window, this.#skeleton, activity, range);
      };
    }
    const { content: after } = patched;
    if (hasPatches && after === undefined) this.unfolded.push(activity);
    this.#output.put(',"activityType":');
    yield* this.#output.copy(after?.activityType ?? typeRange);
    this.#output.put(',"content":');
    if (after === undefined) yield* this.#output.copy(range);
    else yield* this.#output.putLong(after.text);
  }

  /** A value that may have to be mended. */
  *#writeValue(value: Value, shape: Shape): Steps {
    yield* this.#output.putParts(mended(this.#window, value, shape));
  }

  #putId(entity: Entity, name: "name" | "toolCallId" | "subagentRunId"): void {
    const row = this.#skeleton.attributes.find(entity, name);
    const id = row === 0 ? 0 : this.#skeleton.attributes.id(row);
    // An activity's owner may have been taken away: then the row holds no id.
    if (id !== 0) this.#output.put(`,"${name}":${this.#text(id)}`);
  }

  #text(id: number): string {
    return JSON.stringify(this.#input.ids.text(id));
  }
}

function usable(choice: Chosen | undefined): Value | undefined {
  return choice === undefined || choice.fitness === "unfit" || choice.member.type === "null"
    ? undefined
    : choice.member;
}

function asObject(range: ByteRange): Value {
  return { type: "object", ...range };
}
