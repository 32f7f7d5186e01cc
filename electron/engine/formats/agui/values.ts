// Events whose values are taken whole, as places in the source: messages that a run was given or that a snapshot holds,
// tool results, activities, encrypted values, metadata. Each is a generator that yields wherever the caller may pause, since a record may
// be of any length.

import type { TextIds } from "../../paging/textIds.ts";
import { longestText } from "../../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import { judgeJson } from "../jsonCheck.ts";
import { asObject, findMember, judgeRecord, judgeValue, memberOf } from "../judge.ts";
import { describeMend } from "../mendWords.ts";
import type { Entity, MessageOperations, Stream } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import { pausing, textOf } from "../shape.ts";
import { shortElements, shortMember } from "../shortJson.ts";
import { survey } from "../survey.ts";
import { readScope } from "./activityScope.ts";
import type { AguiEvent } from "./events.ts";
import { activityTypeIn, noStream } from "./events.ts";
import { resultId } from "./heldResults.ts";
import { ListMemory } from "./listMemory.ts";
import { readMessages, readMessagesAgain, readShortMessages } from "./lists.ts";
import { PackedMessages } from "./packedMessages.ts";
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
  readonly #lists: ListMemory;
  /** What the run that started last was given. */
  readonly #given = new PackedMessages();

  constructor(ids: TextIds, operations: MessageOperations, window: ByteWindow, remarks: ReadingRemarks) {
    this.#ids = ids;
    this.#operations = operations;
    this.#window = window;
    this.#remarks = remarks;
    this.#lists = new ListMemory(window);
  }

  /** Gives whether a run has started. */
  *startRun(range: ByteRange): Work<boolean> {
    const { found, parsed } = yield* judgeRecord(this.#window, range, eventShapes.RUN_STARTED);
    if (found === "broken" || found === "too deep") {
      this.#remarks.skipped(unreadable(found));
      return false;
    }
    const run = this.runs++;
    const given = memberOf(memberOf(parsed, "input"), "messages");
    if (parsed !== undefined && given === undefined) return true;
    if (Array.isArray(given)) {
      const places = placesOf(this.#window, range);
      if (places !== undefined) {
        const { messages } = yield* readShortMessages(this.#window, places, given, this.#ids, this.#given);
        this.#operations.addHistory(messages, run);
        return true;
      }
    }
    const list = found === "fine" ? yield* this.#inputOf(range) : yield* this.#mendedInputOf(range);
    if (list === undefined) return true;
    const { messages } = yield* readMessages(this.#window, list, given, this.#ids, this.#given);
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
    if (!(yield* this.#isSound(range))) return;
    if (list?.type !== "array") return this.#remarks.skipped(reasons.schema);
    const { messages, left, mended, results, same } = yield* readMessagesAgain(
      this.#window,
      list,
      this.#ids,
      this.#lists,
    );
    if (left > 0) this.#remarks.mended(`${left} of its messages were left out: they do not fit the AG-UI schema`);
    else if (results > 0) this.#remarks.mended(reasons.heldResults);
    else if (mended) this.#remarks.mended(reasons.oddMessages);
    this.#operations.replaceList(messages, yield* readScope(this.#window, metadata), same);
  }

  *addResult(event: AguiEvent): Work {
    if (event.toolCallId === 0) return this.#remarks.skipped(reasons.noCall);
    if (!(yield* this.#isSound(event.range))) return;
    const content = event.content ?? event.result ?? event.error;
    if (content === undefined) this.#remarks.mended(reasons.noResult);
    else if (event.content === undefined) {
      this.#remarks.mended(event.result === undefined ? reasons.error : reasons.result);
    }
    const found = content?.type === "array" ? (yield* judgeValue(this.#window, content, resultParts)).found : undefined;
    // Only content means parts by an array; a result may be any list.
    const parts = found === "fine" || (found === "mend" && event.content !== undefined);
    const isText = content === undefined || content.type === "string";
    yield* this.addMetadata(this.newResult(event, content, parts, parts ? found === "mend" : !isText), event);
  }

  /** The end of a call: some producers give what came of it there, and nowhere else. */
  *endCall(event: AguiEvent): Work {
    const call = this.#operations.callOf(event.toolCallId);
    this.#operations.touch(call);
    yield* this.addMetadata(call, event);
    const content = event.result ?? event.error;
    if (content === undefined || this.#operations.isAnswered(call)) return;
    if (call === 0) return this.#remarks.skipped(reasons.noOpenCall);
    if (!(yield* this.#isSound(event.range))) return;
    this.#remarks.mended(event.result === undefined ? reasons.endError : reasons.endResult);
    const id = resultId(event.toolCallId, this.#ids, (taken) => this.#operations.messageOf(taken) !== 0);
    const mend = content.type !== "string";
    const { toolCallId, subagent } = event;
    this.#operations.addToldResult({ id, call: toolCallId, content, parts: false, mend, subagent });
  }

  /** A result whose content is known to be sound. */
  newResult(event: AguiEvent, content: Value | undefined, parts: boolean, mend: boolean): Entity {
    const { toolCallId: call, subagent } = event;
    if (event.role !== undefined && event.role !== "tool") this.#remarks.mended(reasons.resultRole);
    if (this.#operations.isOnlyTold(this.#operations.callOf(call))) this.#remarks.mended(reasons.told);
    const id = event.messageId === 0 ? this.#resultId(call) : event.messageId;
    return this.#operations.addResult({ id, call, content, parts, mend, subagent });
  }

  #resultId(call: number): number {
    this.#remarks.mended("it names no message; an id was made from the tool call's");
    return resultId(call, this.#ids, (id) => this.#operations.messageOf(id) !== 0);
  }

  *setEncryptedValue({ range }: AguiEvent): Work {
    if (!(yield* this.#isSound(range))) return;
    const shape = eventShapes.REASONING_ENCRYPTED_VALUE;
    const found = yield* survey(this.#window, asObject(range), shape);
    const { fitness: fits, chosen } = found;
    if (fits === "mend") this.#remarks.mended(describeMend(shape, found));
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
    const { messageId: id, subagent, content, range } = event;
    const { found, parsed, mend } = yield* judgeRecord(this.#window, range, eventShapes.ACTIVITY_SNAPSHOT);
    if (found === "broken" || found === "too deep") return this.#remarks.skipped(unreadable(found));
    const activityType = yield* activityTypeIn(this.#window, event);
    if (found === "unfit" || id === 0 || activityType === undefined || content === undefined) {
      return this.#remarks.skipped(reasons.schema);
    }
    if (found === "mend") this.#remarks.mended(mend);
    const replace = parsed === undefined ? yield* this.#isReplacing(range) : memberOf(parsed, "replace") !== false;
    const activity = this.#operations.setActivity({ id, activityType, content, replace, subagent });
    yield* this.addMetadata(activity, event);
  }

  *#isReplacing(range: ByteRange): Work<boolean> {
    const replace = yield* findMember(this.#window, range, "replace");
    return replace?.type !== "boolean" || textOf(this.#window, replace) !== "false";
  }

  *patchActivity(event: AguiEvent, stream: Stream): Work {
    const { messageId: id, patch, range } = event;
    const { found, mend } = yield* judgeRecord(this.#window, range, eventShapes.ACTIVITY_DELTA);
    const fits = found === "fine" || found === "mend";
    const activityType = fits ? yield* activityTypeIn(this.#window, event) : undefined;
    if (!fits || id === 0 || activityType === undefined || patch === undefined) {
      if (stream !== noStream) this.#operations.interrupt(stream);
      return this.#remarks.skipped(found === "broken" || found === "too deep" ? unreadable(found) : reasons.schema);
    }
    const to = range.offset + range.length;
    const activity = this.#operations.patchActivity(id, stream, range.offset, to, patch.length, activityType);
    if (activity === 0) return this.#remarks.skipped(reasons.noActivity);
    if (found === "mend") this.#remarks.mended(mend);
    yield* this.addMetadata(activity, event);
  }

  /** Merges an event's metadata, key by key, into what the event is about. */
  *addMetadata(entity: Entity, { metadata, range }: AguiEvent): Work {
    if (entity === 0 || metadata === undefined) return;
    if (metadata.type !== "object" || (yield* judgeJson(this.#window, range)) !== "json") {
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

  /** Whether a record is JSON; says so when it is not. */
  *#isSound(range: ByteRange): Work<boolean> {
    const verdict = yield* judgeJson(this.#window, range);
    if (verdict !== "json") this.#remarks.skipped(verdict === "too deep" ? reasons.tooDeep : reasons.notJson);
    return verdict === "json";
  }
}

/** Where the messages lie that a run was given, by a short record that has some; undefined where the walk has to tell. */
function placesOf(window: ByteWindow, { offset, length }: ByteRange): readonly ByteRange[] | undefined {
  const at = window.hold(offset, length);
  if (at < 0) return undefined;
  const bytes = window.bytes.subarray(at, at + length);
  const input = shortMember(bytes, 0, "input");
  const list = typeof input === "object" ? shortMember(bytes, input.from, "messages") : input;
  if (typeof list !== "object") return undefined;
  return shortElements(bytes, list.from).map(({ from, to }) => ({ offset: offset + from, length: to - from }));
}

function unreadable(found: "broken" | "too deep"): string {
  return found === "too deep" ? reasons.tooDeep : reasons.notJson;
}
