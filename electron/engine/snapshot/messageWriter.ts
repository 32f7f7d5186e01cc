// Writes the messages of a conversation as JSON, one after the other, from what the skeleton knows and the source holds.
// A message that was taken whole and never changed is copied byte for byte, so what has once been compacted stays as it is.

import type { Steps } from "../conversation/pacer.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import { flags } from "../conversation/skeleton.ts";
import { textEntities } from "../conversation/textEntities.ts";
import { messageShape, resultParts } from "../formats/agui/shapes.ts";
import { mended } from "../formats/mended.ts";
import type { Entity, MessageRole } from "../formats/messageOperations.ts";
import type { Value } from "../formats/shape.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import { ChangedMessages } from "./changedMessages.ts";
import { Gather, notAtHand } from "./gather.ts";
import type { MessageWriterInput } from "./messageParts.ts";
import { MessageParts } from "./messageParts.ts";
import type { JsonOutput } from "./output.ts";

/** What stands behind the id of a message. */
const beginnings: Readonly<Record<MessageRole, string>> = {
  developer: ',"role":"developer"',
  system: ',"role":"system"',
  assistant: ',"role":"assistant"',
  user: ',"role":"user"',
  tool: ',"role":"tool"',
  activity: ',"role":"activity"',
  reasoning: ',"role":"reasoning"',
};
/** Messages between two points where the caller may pause. */
const fewMessages = 64;

export class MessageWriter {
  readonly #input: MessageWriterInput;
  readonly #skeleton: Skeleton;
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;
  readonly #parts: MessageParts;
  readonly #changed: ChangedMessages;

  constructor(input: MessageWriterInput) {
    this.#input = input;
    this.#skeleton = input.skeleton;
    this.#output = input.output;
    this.#window = input.window;
    const upcoming = textEntities(input.skeleton, this.#messages());
    const gather = new Gather(input.reader, input.skeleton, input.textField, upcoming, input.texts);
    this.#parts = new MessageParts(input, gather);
    this.#changed = new ChangedMessages(input, this.#parts);
  }

  /** Activities whose patches could not be folded, since they are too long to be held. */
  get unfolded(): readonly Entity[] {
    return this.#parts.unfolded;
  }

  /** Writes an array of all messages. */
  *writeAll(): Steps {
    let separator = "[";
    let written = 0;
    for (const message of this.#messages()) {
      this.#output.put(separator);
      separator = ",";
      if (!this.#putPlain(message)) yield* this.#write(message);
      if (this.#output.isFull) yield* this.#output.flush();
      if (++written % fewMessages === 0) yield;
    }
    this.#output.put(separator === "[" ? "[]" : "]");
  }

  #messages(): Iterable<Entity> {
    const { only, conversation } = this.#input;
    return only === undefined ? conversation.messages() : [only];
  }

  /**
   * Writes a message that is a text and nothing else, as most are, at once: steps inside of steps leave some kilobytes of garbage
   * for each. False: it is another one, or its text is not at hand yet.
   */
  #putPlain(message: Entity): boolean {
    if (!this.#skeleton.isTextAlone(message)) return false;
    const { attributes } = this.#skeleton;
    const isNamed = !attributes.areNone(message);
    if (isNamed && (attributes.find(message, "content") !== 0 || attributes.find(message, "encryptedValue") !== 0))
      return false;
    const role = this.#skeleton.role(message);
    const text = role === "activity" ? notAtHand : this.#parts.textAtHand(message);
    if (text === notAtHand) return false;
    this.#putRole(message, role);
    if (isNamed) this.#putNames(message);
    this.#output.put(',"content":"');
    this.#parts.putTextAtHand(message, text);
    this.#output.put('"');
    this.#parts.putTimes(message);
    this.#output.put("}");
    return true;
  }

  *#write(message: Entity): Steps {
    const role = this.#skeleton.role(message);
    if (!this.#skeleton.has(message, flags.whole)) return yield* this.#writeComposed(message, role);
    const value = asObject(this.#skeleton.attributes.rangeOf(message, "whole"));
    const isMended = this.#skeleton.has(message, flags.mend);
    const times = this.#timesToWrite(message);
    const isRewritten = times !== undefined && (isMended || times === "instead");
    if (isRewritten || this.#skeleton.has(message, flags.changed) || this.#parts.mayClip(message)) {
      return yield* this.#changed.write(message, role, value);
    }
    if (isMended) return yield* this.#output.putParts(mended(this.#window, value, messageShape));
    if (times === undefined) return yield* this.#output.copy(value);
    yield* this.#output.copy({ offset: value.offset, length: value.length - 1 });
    this.#parts.putTimes(message);
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

  #putRole(message: Entity, role: MessageRole): void {
    this.#output.put('{"id":');
    this.#parts.putIdText(this.#skeleton.id(message));
    this.#output.put(beginnings[role]);
  }

  #putNames(message: Entity): void {
    for (const name of ["name", "toolCallId", "subagentRunId"] as const) this.#parts.putId(message, name);
  }

  *#writeComposed(message: Entity, role: MessageRole): Steps {
    this.#putRole(message, role);
    this.#putNames(message);
    if (role === "activity") yield* this.#parts.writeActivityContent(message, undefined, undefined);
    else yield* this.#writeContent(message);
    if (this.#skeleton.hasCalls(message)) {
      let separator = ',"toolCalls":[';
      for (const call of this.#skeleton.callsOf(message)) {
        this.#output.put(separator);
        separator = ",";
        yield* this.#parts.writeCall(call);
      }
      this.#output.put("]");
    }
    yield* this.#parts.writeEnd(message, undefined);
  }

  *#writeContent(message: Entity): Steps {
    const { attributes } = this.#skeleton;
    const content = attributes.find(message, "content");
    const parts = attributes.find(message, "contentParts");
    if (this.#skeleton.has(message, flags.text)) {
      const isQuoted = this.#skeleton.has(message, flags.mend);
      this.#output.put(',"content":');
      yield* this.#parts.writeMessageText(message, content === 0 ? undefined : attributes.range(content), isQuoted);
    } else if (parts !== 0) {
      this.#output.put(',"content":');
      yield* this.#parts.writeParts(message, { type: "array", ...attributes.range(parts) }, resultParts);
    } else if (content !== 0) {
      this.#output.put(',"content":');
      if (this.#skeleton.has(message, flags.mend))
        yield* this.#output.putParts([{ quoted: attributes.range(content) }]);
      else yield* this.#parts.copyContent(message, { type: "string", ...attributes.range(content) });
    }
  }
}

function asObject(range: ByteRange): Value {
  return { type: "object", ...range };
}
