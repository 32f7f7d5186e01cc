// Events whose values are taken whole, as places in the source: messages that a run was given or that a snapshot holds,
// tool results, activities, encrypted values, metadata. Each is a generator that yields wherever the caller may pause, since a record may
// be of any length.

import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import { isJson } from "../jsonCheck.ts";
import { asObject, findMember, judgeRecord, judgeValue, memberOf } from "../judge.ts";
import type { Entity, MessageOperations, Stream } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import { pausing, textOf } from "../shape.ts";
import { survey } from "../survey.ts";
import type { TextIds } from "../textIds.ts";
import { longestText } from "../textIds.ts";
import type { AguiEvent } from "./events.ts";
import { noStream } from "./events.ts";
import { readMessages, readScope } from "./lists.ts";
import type { ReadingRemarks } from "./reasons.ts";
import { reasons } from "./reasons.ts";
import { eventShapes, inputShape, resultParts } from "./shapes.ts";

/** Work on a record that is not done yet; each step is short. */
export type Work<Found = void> = Generator<undefined, Found>;

export class AguiValues {
  /** Starts of runs so far. */
  runs = 0;
  readonly #ids: TextIds;
  readonly #operations: MessageOperations;
  readonly #window: ByteWindow;
  readonly #remarks: ReadingRemarks;

  constructor(ids: TextIds, operations: MessageOperations, window: ByteWindow, remarks: ReadingRemarks) {
    this.#ids = ids;
    this.#operations = operations;
    this.#window = window;
    this.#remarks = remarks;
  }

  /** Gives whether a run has started. */
  *startRun(range: ByteRange): Work<boolean> {
    const { found, parsed } = yield* judgeRecord(this.#window, range, eventShapes.RUN_STARTED);
    if (found === "broken") this.#remarks.skipped(reasons.notJson);
    if (found === "broken") return false;
    const run = this.runs++;
    const given = memberOf(memberOf(parsed, "input"), "messages");
    if (parsed !== undefined && given === undefined) return true;
    const list = found === "fine" ? yield* this.#inputOf(range) : yield* this.#mendedInputOf(range);
    if (list === undefined) return true;
    const { messages } = yield* readMessages(this.#window, list, given, this.#ids);
    this.#operations.addHistory(messages, run);
    return true;
  }

  /** The messages that a run was given, where the record is as it should be. */
  *#inputOf(range: ByteRange): Work<Value | undefined> {
    const input = yield* findMember(this.#window, range, "input");
    return input === undefined ? undefined : yield* findMember(this.#window, input, "messages");
  }

  /** The same where it has to be mended. */
  *#mendedInputOf(range: ByteRange): Work<Value | undefined> {
    const input = (yield* survey(this.#window, asObject(range), eventShapes.RUN_STARTED)).chosen.get("input");
    if (input === undefined || input.fitness === "unfit") return undefined;
    const list = (yield* survey(this.#window, input.member, inputShape)).chosen.get("messages");
    return list === undefined || list.fitness === "unfit" ? undefined : list.member;
  }

  *replaceList({ range, messages: list, metadata }: AguiEvent): Work {
    if (!(yield* isJson(this.#window, range))) return this.#remarks.skipped(reasons.notJson);
    if (list?.type !== "array") return this.#remarks.skipped(reasons.schema);
    const { messages, left } = yield* readMessages(this.#window, list, undefined, this.#ids);
    if (left > 0) this.#remarks.mended(`${left} of its messages were left out: they do not fit the AG-UI schema`);
    else if (messages.some(({ mend }) => mend)) this.#remarks.mended(reasons.odd);
    this.#operations.replaceList(messages, yield* readScope(this.#window, metadata));
  }

  *addResult(event: AguiEvent): Work {
    if (event.toolCallId === 0) return this.#remarks.skipped(reasons.noCall);
    if (!(yield* isJson(this.#window, event.range))) return this.#remarks.skipped(reasons.notJson);
    const content = event.content ?? event.result;
    if (event.content === undefined) this.#remarks.mended("its content was taken from “result”, or is missing");
    const parts = content?.type === "array";
    const fits = content?.type === "array" ? yield* judgeValue(this.#window, content, resultParts) : undefined;
    const mend =
      (fits !== undefined && fits.found !== "fine") || (content !== undefined && !parts && content.type !== "string");
    yield* this.addMetadata(this.newResult(event, content, parts, mend), event);
  }

  /** A result whose content is known to be sound. */
  newResult(event: AguiEvent, content: Value | undefined, parts: boolean, mend: boolean): Entity {
    const { toolCallId: call, subagent } = event;
    const id = event.messageId === 0 ? this.#resultId(call) : event.messageId;
    return this.#operations.addResult({ id, call, content, parts, mend, subagent });
  }

  /** The same for every reading of the log. */
  #resultId(call: number): number {
    this.#remarks.mended("it names no message; an id was made from the tool call's");
    const name = `${this.#ids.text(call)}-result`;
    let id = this.#ids.ofText(name);
    for (let more = 2; this.#operations.messageOf(id) !== 0; more++) id = this.#ids.ofText(`${name}-${more}`);
    return id;
  }

  *setEncryptedValue({ range }: AguiEvent): Work {
    if (!(yield* isJson(this.#window, range))) return this.#remarks.skipped(reasons.notJson);
    const { fitness: fits, chosen } = yield* survey(
      this.#window,
      asObject(range),
      eventShapes.REASONING_ENCRYPTED_VALUE,
    );
    const [subtype, target, value] = ["subtype", "entityId", "encryptedValue"].map((name) => chosen.get(name)?.member);
    if (fits === "unfit" || subtype === undefined || target === undefined || value === undefined) {
      return this.#remarks.skipped(reasons.schema);
    }
    const id = target.length > longestText ? 0 : this.#ids.ofText(textOf(this.#window, target));
    const isCall = textOf(this.#window, subtype) === "tool-call";
    const entity = isCall ? this.#operations.callOf(id) : this.#operations.messageOf(id);
    if (entity === 0) this.#remarks.skipped(isCall ? reasons.noOpenCall : reasons.noMessage);
    else this.#operations.setEncryptedValue(entity, value);
  }

  *setActivity(event: AguiEvent): Work {
    const { messageId: id, subagent, activityType, content, range } = event;
    const { found } = yield* judgeRecord(this.#window, range, eventShapes.ACTIVITY_SNAPSHOT);
    if (found === "broken") return this.#remarks.skipped(reasons.notJson);
    if (found === "unfit" || id === 0 || activityType === undefined || content === undefined) {
      return this.#remarks.skipped(reasons.schema);
    }
    const given = yield* findMember(this.#window, range, "replace");
    const replace = given?.type !== "boolean" || textOf(this.#window, given) !== "false";
    const activity = this.#operations.setActivity({ id, activityType, content, replace, subagent });
    yield* this.addMetadata(activity, event);
  }

  *patchActivity(event: AguiEvent, stream: Stream): Work {
    const { messageId: id, activityType, patch, range } = event;
    const { found } = yield* judgeRecord(this.#window, range, eventShapes.ACTIVITY_DELTA);
    const fits = found === "fine" || found === "mend";
    if (!fits || id === 0 || activityType === undefined || patch === undefined) {
      if (stream !== noStream) this.#operations.interrupt(stream);
      return this.#remarks.skipped(found === "broken" ? reasons.notJson : reasons.schema);
    }
    const to = range.offset + range.length;
    const activity = this.#operations.patchActivity(id, stream, range.offset, to, patch.length, activityType);
    if (activity === 0) return this.#remarks.skipped(reasons.noActivity);
    yield* this.addMetadata(activity, event);
  }

  /** Merges an event's metadata, key by key, into what the event is about. */
  *addMetadata(entity: Entity, { metadata, range }: AguiEvent): Work {
    if (entity === 0 || metadata === undefined) return;
    if (metadata.type !== "object" || !(yield* isJson(this.#window, range))) {
      return this.#remarks.mended("its metadata was left out: it is no object");
    }
    this.#operations.openMetadata(entity);
    for (const member of pausing(this.#window, metadata)) {
      if (member === undefined) yield;
      else if (member.key === undefined || member.keyCut)
        this.#remarks.mended("a metadata key of over a kilobyte was left out");
      else this.#operations.setMetadata(entity, this.#ids.ofText(member.key), member);
    }
  }
}
