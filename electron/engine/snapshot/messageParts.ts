// What messages are written from: their text, their calls, and what stands behind everything else.

import type { Conversation } from "../conversation/conversation.ts";
import type { KeptTexts } from "../conversation/keptTexts.ts";
import type { Steps } from "../conversation/pacer.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import { flags } from "../conversation/skeleton.ts";
import type { SpanReader } from "../conversation/spans.ts";
import { mended } from "../formats/mended.ts";
import type { Entity } from "../formats/messageOperations.ts";
import type { Shape, Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import { fitness } from "../formats/survey.ts";
import type { TextIds } from "../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { PatchedContent } from "./activityContent.ts";
import { patchContent } from "./activityContent.ts";
import { ClippedOutput } from "./clippedOutput.ts";
import type { Gather } from "./gather.ts";
import { notAtHand } from "./gather.ts";
import type { JsonOutput } from "./output.ts";

export interface MessageWriterInput {
  readonly reader: SpanReader;
  readonly skeleton: Skeleton;
  /** Texts that were kept when the log was read. */
  readonly texts?: KeptTexts | undefined;
  readonly conversation: Conversation;
  /** Only this message is written. */
  readonly only?: Entity | undefined;
  readonly ids: TextIds;
  readonly window: ByteWindow;
  readonly output: JsonOutput;
  /** The position of a record's text among the fields. */
  readonly textField: number;
  /** Bytes of a call's result that are kept; undefined: all. */
  readonly clipTools?: number | undefined;
}

export class MessageParts {
  /** Activities whose patches could not be folded, since they are too long to be held. */
  readonly unfolded: Entity[] = [];
  readonly #input: MessageWriterInput;
  readonly #skeleton: Skeleton;
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;
  readonly #gather: Gather;
  readonly #clipped: ClippedOutput | undefined;

  constructor(input: MessageWriterInput, gather: Gather) {
    const { output, reader, clipTools } = input;
    this.#clipped =
      clipTools === undefined ? undefined : new ClippedOutput(output, reader.source, reader.pacer, clipTools);
    this.#input = input;
    this.#skeleton = input.skeleton;
    this.#output = input.output;
    this.#window = input.window;
    this.#gather = gather;
  }

  /** A string: what was there before (a string, or with `isQuoted` another value), and all that was appended. */
  *writeText(entity: Entity, before: ByteRange | undefined, isQuoted: boolean, output = this.#output): Steps {
    output.put('"');
    if (before !== undefined && isQuoted) yield* output.copyEscaped(before);
    else if (before !== undefined) yield* output.copy({ offset: before.offset + 1, length: before.length - 2 });
    if (this.#skeleton.textBytes(entity) > 0) yield* this.#gather.write(entity, output);
    output.put('"');
    yield* output.settle();
  }

  /** Where a message's text lies that can be put as a whole, since it has been gathered and nothing of it is left out; or `notAtHand`. */
  textAtHand(message: Entity): number {
    return this.#clippedOf(message) === undefined ? this.#gather.atHand(message) : notAtHand;
  }

  putTextAtHand(message: Entity, place: number): void {
    this.#gather.putAtHand(message, place, this.#output);
  }

  /** As `writeText`, for what a message says: of a tool's, only the beginning may be wanted. */
  *writeMessageText(message: Entity, before: ByteRange | undefined, isQuoted: boolean): Steps {
    const clipped = this.#clippedOf(message);
    if (clipped === undefined) yield* this.writeText(message, before, isQuoted);
    else yield* clipped.string(this.writeText(message, before, isQuoted, clipped.inner));
  }

  /** Copies what a message says. */
  *copyContent(message: Entity, value: Value): Steps {
    const clipped = value.type === "string" ? this.#clippedOf(message) : undefined;
    if (clipped === undefined) yield* this.#output.copy(value);
    else yield* clipped.string(clipped.inner.copy(value));
  }

  /** Writes the list of parts that a message consists of. Of a tool's, only the beginning of each text may be wanted. */
  *writeParts(message: Entity, value: Value, shape: Shape): Steps {
    const clipped = this.#clippedOf(message);
    const list = shape.is === "stringOr" ? shape.other : shape;
    if (clipped === undefined || list.is !== "list") return yield* this.writeValue(value, shape);
    let separator = "[";
    for (const part of pausing(this.#window, value)) {
      const found = part === undefined ? "unfit" : yield* fitness(this.#window, part, list.of);
      if (part === undefined || found === "unfit") {
        yield;
        continue;
      }
      this.#output.put(separator);
      separator = ",";
      const text = yield* this.#textOfPart(part);
      const pieces = found === "fine" ? around(part, text) : mended(this.#window, part, list.of);
      for (const piece of pieces) {
        const isText = typeof piece === "object" && "offset" in piece && piece.offset === text?.offset;
        if (isText) yield* clipped.string(clipped.inner.copy(piece));
        else yield* this.#output.putParts([piece]);
      }
    }
    this.#output.put(separator === "[" ? "[]" : "]");
  }

  /** The last one counts, as for every reader of JSON. */
  *#textOfPart(part: Value): Steps<ByteRange | undefined> {
    let text: ByteRange | undefined;
    if (part.type !== "object") return undefined;
    for (const member of pausing(this.#window, part)) {
      if (member === undefined) yield;
      else if (member.key === "text" && !member.keyCut) text = member.type === "string" ? member : undefined;
    }
    return text;
  }

  /** Whether a message that could be copied has to be written anew, since its text may be clipped. */
  mayClip(message: Entity): boolean {
    return this.#clippedOf(message) !== undefined;
  }

  #clippedOf(message: Entity): ClippedOutput | undefined {
    return this.#skeleton.role(message) === "tool" ? this.#clipped : undefined;
  }

  *writeCall(call: Entity): Steps {
    this.#output.put('{"id":');
    this.putIdText(this.#skeleton.id(call));
    this.#output.put(',"type":"function","function":{"name":');
    this.putIdText(this.#skeleton.callName(call));
    this.#output.put(',"arguments":');
    yield* this.writeText(call, undefined, false);
    this.#output.put("}");
    yield* this.writeEnd(call, undefined);
  }

  /** What may stand behind everything else, and the closing brace. */
  *writeEnd(entity: Entity, metadataBefore: Value | undefined): Steps {
    const { attributes } = this.#skeleton;
    const encrypted = attributes.find(entity, "encryptedValue");
    if (encrypted !== 0) {
      this.#output.put(',"encryptedValue":');
      yield* this.#output.copy(attributes.range(encrypted));
    }
    yield* this.#writeMetadata(entity, metadataBefore);
    if (entity > 0) this.putTimes(entity);
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

  /** The type and the content of an activity, its patches applied. */
  *writeActivityContent(activity: Entity, content: Value | undefined, type: Value | undefined): Steps {
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

  /** Readers of AG-UI pass over these members. */
  putTimes(message: Entity): void {
    const { first, last } = this.#skeleton.times(message);
    if (first === 0) return;
    this.#output.put(',"firstTime":');
    this.#output.putNumber(first);
    this.#output.put(',"lastTime":');
    this.#output.putNumber(last);
  }

  /** A value that may have to be mended. */
  *writeValue(value: Value, shape: Shape): Steps {
    yield* this.#output.putParts(mended(this.#window, value, shape));
  }

  putId(entity: Entity, name: "name" | "toolCallId" | "subagentRunId"): void {
    const row = this.#skeleton.attributes.find(entity, name);
    const id = row === 0 ? 0 : this.#skeleton.attributes.id(row);
    // An activity's owner may have been taken away: then the row holds no id.
    if (id === 0) return;
    this.#output.put(`,"${name}":`);
    this.putIdText(id);
  }

  /** An id or a name, as JSON. */
  putIdText(id: number): void {
    this.#output.putId(this.#input.ids, id);
  }
}

/** A value in the pieces before, in and behind a part of it. */
function around(whole: ByteRange, part: ByteRange | undefined): readonly ByteRange[] {
  if (part === undefined) return [whole];
  const end = part.offset + part.length;
  return [
    { offset: whole.offset, length: part.offset - whole.offset },
    part,
    { offset: end, length: whole.offset + whole.length - end },
  ];
}
