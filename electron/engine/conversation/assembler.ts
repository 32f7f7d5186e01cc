// Folds message operations into the skeleton of a conversation. The semantics are those of the official AG-UI client
// (@ag-ui/client 1.0, `defaultApplyEvents`), which is what a log is read with again; it is the one place that has them,
// and it knows no event and no format.

import type {
  ActivityScope,
  Entity,
  ListedMessage,
  MessageOperations,
  MessageRole,
  NewActivity,
  NewCall,
  NewMessage,
  NewResult,
  Stream,
  WholeMessage,
} from "../formats/messageOperations.ts";
import { isNamed, streamOf } from "../formats/messageOperations.ts";
import { GrowingInts } from "../paging/growing.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import type { NoteQuirk } from "./clientQuirks.ts";
import { Conversation } from "./conversation.ts";
import { RunHistory } from "./runHistory.ts";
import { flags, Skeleton } from "./skeleton.ts";

/** Tells whether an activity's type (the place of a JSON string) is one of the given ones. */
export type ActivityTypeTest = (activityType: ByteRange, types: readonly string[]) => boolean;

const noStream: Stream = -1;

/**
 * Takes what the events of a log mean, in the order of the log. `skeleton` and `conversation` hold what came of it so
 * far; `history` has the runs. What the client would take otherwise than the log means it is told to `note`.
 */
export class Assembler implements MessageOperations {
  readonly skeleton = new Skeleton();
  readonly conversation = new Conversation(this.skeleton);
  readonly history = new RunHistory();
  readonly #isActivityOf: ActivityTypeTest;
  readonly #note: NoteQuirk;
  /** By call: the result that its end told, which no message has replaced. */
  readonly #told = new GrowingInts();
  #time = 0;
  /** The messages of the last list, as they were then. */
  #lastList: readonly Entity[] = [];
  /** What the last piece of text went to. Until something else happens, more of its stream goes there. */
  #current: Entity = 0;
  #currentStream: Stream = noStream;

  constructor(isActivityOf: ActivityTypeTest, note: NoteQuirk) {
    this.#isActivityOf = isActivityOf;
    this.#note = note;
  }

  at(time: number): void {
    this.#time = time;
  }

  openMessage({ id, role, name, subagent, isChunk }: NewMessage): Entity {
    this.#currentStream = noStream;
    const known = this.conversation.find(id);
    if (known !== 0) return this.#isActivity(known) ? 0 : this.#reopen(known, isChunk);
    const message = this.skeleton.addMessage(id, role);
    this.skeleton.mark(message, flags.text);
    this.skeleton.noteTime(message, this.#time);
    this.#setName(message, name);
    this.#setSubagent(message, subagent);
    this.conversation.append(message);
    return message;
  }

  /** What follows goes to a message or a tool call that is there. */
  #reopen(known: Entity, isChunk: boolean): Entity {
    this.skeleton.noteTime(known, this.#time);
    const hasText = this.skeleton.textBytes(known) > 0 && !isChunk;
    if (hasText || this.skeleton.has(known, flags.whole)) {
      this.#note({ is: "reopened", what: known > 0 ? "message" : "call", id: this.skeleton.id(known) });
    }
    return known;
  }

  appendText(id: number, stream: Stream, from: number, to: number, bytes: number): Entity {
    if (stream === this.#currentStream) return this.#extend(from, to, bytes);
    const message = this.conversation.find(id);
    if (message === 0 || this.#isActivity(message)) {
      this.interrupt(stream);
      return 0;
    }
    this.#append(message, stream, from, to, bytes);
    return message;
  }

  openCall({ id, name, parent, subagent, isChunk }: NewCall): Entity {
    this.#currentStream = noStream;
    const known = this.conversation.findCall(id);
    if (known !== 0) {
      if (name !== 0) this.skeleton.setCallName(known, name);
      this.#change(known);
      return this.#reopen(known, isChunk);
    }
    const message = this.#messageForCall(id, parent, subagent);
    const call = this.skeleton.addCall(id, message);
    this.skeleton.mark(call, flags.text);
    this.skeleton.setCallName(call, name);
    this.skeleton.noteTime(call, this.#time);
    this.#change(message);
    this.conversation.noteCall(call);
    return call;
  }

  /** The parent when it is an assistant; else a new assistant with the parent's id, or the call's when that is taken. */
  #messageForCall(call: number, parent: number, subagent: number): Entity {
    const known = parent === 0 ? 0 : this.conversation.find(parent);
    if (known !== 0 && this.skeleton.role(known) === "assistant") return known;
    const id = parent === 0 || known !== 0 ? call : parent;
    const isTaken = this.conversation.find(id) !== 0;
    const message = this.skeleton.addMessage(id, "assistant");
    if (!isTaken) this.#setSubagent(message, subagent);
    this.conversation.append(message);
    return message;
  }

  appendArguments(id: number, stream: Stream, from: number, to: number, bytes: number): Entity {
    if (stream === this.#currentStream) return this.#extend(from, to, bytes);
    const call = this.conversation.findCall(id);
    if (call === 0) this.interrupt(stream);
    else this.#append(call, stream, from, to, bytes);
    return call;
  }

  addResult(given: NewResult): Entity {
    this.#currentStream = noStream;
    if (this.conversation.find(given.id) !== 0) this.#note({ is: "same id", id: given.id });
    const result = this.#newResult(given);
    this.skeleton.noteTime(result, this.#time);
    const owner = this.conversation.findCall(given.call);
    const told = owner === 0 ? 0 : this.#toldOf(owner);
    if (owner === 0) this.conversation.append(result);
    else if (told !== 0 && this.conversation.find(given.id) === 0) this.conversation.supersede(told, result);
    else {
      this.skeleton.mark(owner, flags.answered);
      this.conversation.insertResult(result, this.skeleton.messageOfCall(owner));
    }
    return result;
  }

  addToldResult(given: NewResult): Entity {
    const result = this.addResult(given);
    this.#told.set(-this.conversation.findCall(given.call), result);
    return result;
  }

  isOnlyTold(call: Entity): boolean {
    return this.#toldOf(call) !== 0;
  }

  /** The result that a call's end told, as long as it is in the list; else 0. */
  #toldOf(call: Entity): Entity {
    const told = this.#told.get(-call);
    return told !== 0 && this.conversation.find(this.skeleton.id(told)) === told ? told : 0;
  }

  touch(entity: Entity): void {
    this.skeleton.noteTime(entity, this.#time);
  }

  isAnswered(call: Entity): boolean {
    return this.skeleton.has(call, flags.answered);
  }

  #newResult({ id, call, content, parts, mend, subagent }: NewResult): Entity {
    const result = this.skeleton.addMessage(id, "tool");
    this.skeleton.attributes.set(result, "toolCallId", call);
    if (content === undefined) this.skeleton.mark(result, flags.text);
    else this.skeleton.attributes.set(result, parts ? "contentParts" : "content", 0, content);
    if (mend) this.skeleton.mark(result, flags.mend);
    this.#setSubagent(result, subagent);
    return result;
  }

  messageOf(id: number): Entity {
    const message = this.conversation.find(id);
    return message !== 0 && this.#isActivity(message) ? 0 : message;
  }

  callOf(id: number): Entity {
    return this.conversation.findCall(id);
  }

  setEncryptedValue(entity: Entity, value: ByteRange): void {
    this.skeleton.attributes.set(entity, "encryptedValue", 0, value);
    this.#change(entity);
  }

  openMetadata(entity: Entity): void {
    this.skeleton.mark(entity, flags.metadata);
    this.#change(entity);
  }

  setMetadata(entity: Entity, key: number, value: ByteRange): void {
    this.skeleton.attributes.set(entity, "metadata", key, value);
  }

  markDamaged(entity: Entity): void {
    this.skeleton.mark(entity, flags.damaged);
  }

  setActivity({ id, activityType, content, replace, subagent }: NewActivity): Entity {
    this.#currentStream = noStream;
    const known = this.conversation.find(id);
    const isActivity = known !== 0 && this.#isActivity(known);
    if (known !== 0 && !replace) return isActivity ? known : 0;
    const activity = isActivity ? known : this.skeleton.addMessage(id, "activity");
    this.skeleton.noteTime(activity, this.#time);
    this.skeleton.attributes.set(activity, "activityType", 0, activityType);
    this.skeleton.attributes.set(activity, "content", 0, content);
    if (isActivity) {
      // New content and owner; the metadata gathered so far stays.
      this.skeleton.forgetText(activity);
      this.skeleton.attributes.set(activity, "patchedType", 0, activityType);
      this.skeleton.attributes.set(activity, "subagentRunId", subagent);
      this.#change(activity);
      return activity;
    }
    this.#setSubagent(activity, subagent);
    if (known === 0) this.conversation.append(activity);
    else {
      this.skeleton.closeSegments();
      this.conversation.replace(known, activity);
    }
    return activity;
  }

  patchActivity(id: number, stream: Stream, from: number, to: number, bytes: number, type: ByteRange): Entity {
    this.#currentStream = noStream;
    const activity = this.conversation.find(id);
    if (activity === 0 || !this.#isActivity(activity)) return 0;
    this.skeleton.append(activity, stream, from, to, bytes);
    this.skeleton.noteTime(activity, this.#time);
    this.skeleton.attributes.set(activity, "patchedType", 0, type);
    this.#change(activity);
    return activity;
  }

  interrupt(stream: Stream): void {
    this.#currentStream = noStream;
    if (!isNamed(stream)) {
      this.skeleton.closeStream(stream);
      return;
    }
    const id = Math.floor(stream / 8);
    const entity = stream === streamOf("call", id) ? this.conversation.findCall(id) : this.conversation.find(id);
    if (entity !== 0) this.skeleton.closeSegment(entity);
  }

  addHistory(messages: Iterable<ListedMessage>, run: number): void {
    this.#currentStream = noStream;
    for (const message of messages) {
      if ("role" in message) this.history.note(message.id, message.role, run);
      const known = this.conversation.find(message.id);
      if (known !== 0) this.#noteListed(known);
      else {
        const added = this.#addListed(message);
        this.conversation.append(added);
        for (const call of this.skeleton.callsOf(added)) this.conversation.noteCall(call);
        this.#noteAnswer(callAnsweredBy(message));
      }
    }
  }

  replaceList(messages: Iterable<ListedMessage>, scope: ActivityScope, same: number): void {
    this.#currentStream = noStream;
    const roles = new Set<MessageRole>();
    const list: Entity[] = [];
    const answered: number[] = [];
    for (const message of messages) {
      if ("role" in message) roles.add(message.role);
      const call = callAnsweredBy(message);
      if (call !== 0) answered.push(call);
      list.push((list.length < same ? this.#unchanged(message, list.length) : 0) || this.#addListed(message));
    }
    this.#lastList = list;
    this.skeleton.closeSegments();
    const quirk = this.conversation.merge(list, (message) => {
      switch (this.skeleton.role(message)) {
        case "reasoning":
          return !roles.has("reasoning");
        case "activity":
          if (scope === "all") return false;
          if (scope === undefined) return !roles.has("activity");
          return !this.#isActivityOf(this.#latestType(message), scope);
        default:
          return false;
      }
    });
    for (const call of answered) this.#noteAnswer(call);
    if (quirk.repeated + quirk.dropped + quirk.moved > 0) this.#note(quirk);
  }

  /** A message of the list before, when nothing has happened to it since; else 0. */
  #unchanged({ id }: ListedMessage, at: number): Entity {
    const message = this.#lastList[at] ?? 0;
    const isThere = message !== 0 && this.conversation.find(id) === message;
    return isThere && !this.skeleton.has(message, flags.changed) ? message : 0;
  }

  #addListed(given: ListedMessage): Entity {
    const message = "role" in given ? this.#addWhole(given) : this.#newResult(given);
    this.#noteListed(message);
    return message;
  }

  /** A call that a list answers has its result, though no event gave it. */
  #noteAnswer(id: number): void {
    const call = id === 0 ? 0 : this.conversation.findCall(id);
    if (call !== 0) this.skeleton.mark(call, flags.answered);
  }

  /** A list tells that a message is there: when that was matters only where nothing else tells when it came. */
  #noteListed(message: Entity): void {
    if (this.skeleton.times(message).first === 0) this.skeleton.noteTime(message, this.#time);
  }

  #addWhole({ id, role, range, mend, calls, activityType, times, stated }: WholeMessage): Entity {
    const message = this.skeleton.addMessage(id, role);
    if (times !== undefined) this.skeleton.setTimes(message, times);
    if (stated !== undefined) this.skeleton.stateTimes(message, stated);
    this.skeleton.mark(message, flags.whole);
    if (mend) this.skeleton.mark(message, flags.mend);
    this.skeleton.attributes.set(message, "whole", 0, range);
    if (activityType !== undefined) this.skeleton.attributes.set(message, "activityType", 0, activityType);
    for (const call of calls) this.skeleton.mark(this.skeleton.addCall(call, message), flags.whole);
    return message;
  }

  #append(entity: Entity, stream: Stream, from: number, to: number, bytes: number): void {
    this.skeleton.mark(entity, flags.text);
    if (this.skeleton.has(entity, flags.whole)) this.#change(entity);
    this.skeleton.noteTime(entity, this.#time);
    // A record without text is no interruption, and needs no place.
    if (bytes === 0) return;
    this.skeleton.append(entity, stream, from, to, bytes);
    this.#current = entity;
    this.#currentStream = stream;
  }

  #extend(from: number, to: number, bytes: number): Entity {
    this.skeleton.noteTime(this.#current, this.#time);
    if (bytes > 0) this.skeleton.extend(this.#current, this.#currentStream, from, to, bytes);
    return this.#current;
  }

  #isActivity(message: Entity): boolean {
    return this.skeleton.role(message) === "activity";
  }

  /** As if all its patches applied: which ones do is seen when it is written. */
  #latestType(activity: Entity): ByteRange {
    const { attributes } = this.skeleton;
    const patched = attributes.find(activity, "patchedType");
    return patched === 0 ? attributes.rangeOf(activity, "activityType") : attributes.range(patched);
  }

  #setName(entity: Entity, name: number): void {
    if (name !== 0) this.skeleton.attributes.set(entity, "name", name);
  }

  #setSubagent(entity: Entity, subagent: number): void {
    if (subagent !== 0) this.skeleton.attributes.set(entity, "subagentRunId", subagent);
  }

  /** Notes that something that was taken whole is not as it was, and so is the message that holds it. */
  #change(entity: Entity): void {
    this.skeleton.mark(entity, flags.changed);
    if (entity < 0) this.skeleton.mark(this.skeleton.messageOfCall(entity), flags.changed);
  }
}

/** The id of the call that a message is the result of; 0: of none. */
function callAnsweredBy(message: ListedMessage): number {
  return "role" in message ? message.answers : message.call;
}
