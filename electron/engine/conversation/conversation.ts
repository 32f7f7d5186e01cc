// The order of the messages. It behaves as the official client's array of messages does (a place in the list refers to a
// message, two places may refer to the same one, and an id means the first place that has it), but adding, inserting and
// finding take constant time. Only replacing the list takes as long as the list.
//
// The list is linked, and a message's number is the number of its place too, but for the few that took another one's
// place or have two.

import type { Entity } from "../formats/messageOperations.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import type { ListQuirk } from "./clientQuirks.ts";
import type { Skeleton } from "./skeleton.ts";

/** A place in the list; 0 is none. */
type Place = number;

/** Room left between the ranks of two neighbours, for results that are inserted later. */
const rankStep = 2 ** 20;
/** Tool results behind a message that are passed one by one; of more, the last one is remembered. */
const fewResults = 8;

/**
 * `length` counts places, so a message that stands in two of them counts twice. Entities are the skeleton's; all ids
 * are numbers of texts.
 */
export class Conversation {
  length = 0;
  readonly #skeleton: Skeleton;
  #head: Place = 0;
  #tail: Place = 0;
  readonly #next = new GrowingInts();
  /** The message of a place, when it is another than the place's number; 0: it is the same. */
  readonly #standsFor = new GrowingInts();
  /** By id: the first place with a message of that id. */
  readonly #firstPlace = new GrowingInts();
  /** By id: the number of the tool call that the id means. */
  readonly #callOf = new GrowingInts();
  /** By place: the last of the many tool results right behind it, as far as is known; 0: not known, or they are few. */
  readonly #lastResult = new GrowingInts();
  /** Grows along the list and tells which of two places comes first; kept from the first id on that has two. */
  #rank: GrowingNumbers | undefined;

  constructor(skeleton: Skeleton) {
    this.#skeleton = skeleton;
  }

  /** The message that an id means, or 0. */
  find(id: number): Entity {
    return this.#messageAt(this.#firstPlace.get(id));
  }

  /** The tool call that an id means, or 0. */
  findCall(id: number): Entity {
    const call = this.#callOf.get(id);
    return call === 0 ? 0 : -call;
  }

  *messages(): Generator<Entity> {
    for (let place = this.#head; place !== 0; place = this.#next.get(place)) yield this.#messageAt(place);
  }

  append(message: Entity): void {
    this.#insert(message, this.#tail);
  }

  /** Puts a tool result behind a message and the tool results that are there already. */
  insertResult(result: Entity, owner: Entity): void {
    const place = this.#placeOf(owner);
    const known = this.#lastResult.get(place);
    let last = known === 0 ? place : known;
    let passed = 0;
    for (let next = this.#next.get(last); this.#isTool(next); next = this.#next.get(next)) {
      last = next;
      passed++;
    }
    this.#insert(result, last);
    if (passed >= fewResults || known !== 0) this.#lastResult.set(place, result);
  }

  /** Lets a new tool call be found, unless another one has its id already. */
  noteCall(call: Entity): void {
    const id = this.#skeleton.id(call);
    if (this.#callOf.get(id) === 0) this.#callOf.set(id, -call);
  }

  /** Puts another message of the same id in the place of one. */
  replace(old: Entity, message: Entity): void {
    this.#standsFor.set(this.#placeOf(old), message);
    this.#lastResult.clear();
    if (!this.#skeleton.hasCalls(old)) return;
    for (const call of this.#skeleton.callsOf(old)) this.#callOf.set(this.#skeleton.id(call), 0);
    this.#noteAllCalls();
  }

  /** Puts a message of an id that no other has in the place of one of an id that no other has; neither has calls. */
  supersede(old: Entity, message: Entity): void {
    const place = this.#placeOf(old);
    this.#standsFor.set(place, message);
    this.#firstPlace.set(this.#skeleton.id(old), 0);
    this.#firstPlace.set(this.#skeleton.id(message), place);
  }

  /**
   * Takes a new list: messages whose id it holds are replaced where they are (by the last one of that id), others go
   * unless `isKept`, and what is new is appended in its order. Gives what the client makes of the list that is not in it.
   */
  merge(list: readonly Entity[], isKept: (message: Entity) => boolean): ListQuirk {
    if (this.#is(list)) return { is: "list", repeated: 0, dropped: 0, firstDropped: 0, moved: 0 };
    const skeleton = this.#skeleton;
    /** By id: the message of the list. */
    const given = new GrowingInts();
    let different = 0;
    for (const message of list) {
      const id = skeleton.id(message);
      if (given.get(id) === 0) different++;
      given.set(id, message);
    }
    const after = new GrowingInts();
    let count = 0;
    let dropped = 0;
    let firstDropped = 0;
    /** By id: 1 where the conversation has a message of it. */
    const present = new GrowingBytes();
    for (const message of this.messages()) {
      const id = skeleton.id(message);
      this.#firstPlace.set(id, 0);
      if (skeleton.hasCalls(message)) {
        for (const call of skeleton.callsOf(message)) this.#callOf.set(skeleton.id(call), 0);
      }
      const kept = given.get(id) || (isKept(message) ? message : 0);
      if (kept === 0) {
        dropped++;
        firstDropped ||= id;
        continue;
      }
      after.set(count++, kept);
      present.set(id, 1);
    }
    for (const message of list) if (present.get(skeleton.id(message)) === 0) after.set(count++, message);

    this.#head = 0;
    this.#tail = 0;
    this.length = 0;
    this.#standsFor.clear();
    this.#lastResult.clear();
    this.#rank = undefined;
    const placed = new GrowingBytes();
    for (let at = 0; at < count; at++) {
      const message = after.get(at);
      if (placed.get(message) !== 0) this.#appendAgain(message);
      else this.append(message);
      placed.set(message, 1);
    }
    this.#noteAllCalls();
    const repeated = different === list.length ? 0 : this.#repeatedIn(list);
    const moved = this.#movedIn(after, count, list);
    for (const column of [given, after, present, placed]) column.clear();
    return { is: "list", repeated, dropped, firstDropped, moved };
  }

  /** Whether the messages are those of a list, and stand as there. */
  #is(list: readonly Entity[]): boolean {
    if (list.length !== this.length) return false;
    let at = 0;
    for (const message of this.messages()) if (message !== list[at++]) return false;
    return true;
  }

  /** The id of the first of `count` messages that stands behind one which follows it in the list. */
  #movedIn(after: GrowingInts, count: number, list: readonly Entity[]): number {
    /** By message: 1 + its position in the list. */
    const positions = new GrowingInts();
    list.forEach((message, position) => {
      positions.set(message, position + 1);
    });
    let moved = 0;
    let last = 0;
    for (let at = 0; at < count && moved === 0; at++) {
      const position = positions.get(after.get(at));
      if (position === 0) continue;
      if (position < last) moved = this.#skeleton.id(after.get(at));
      last = position;
    }
    positions.clear();
    return moved;
  }

  /** An id that several of the messages have. */
  #repeatedIn(list: readonly Entity[]): number {
    const seen = new GrowingBytes();
    let repeated = 0;
    for (const message of list) {
      const id = this.#skeleton.id(message);
      if (seen.get(id) !== 0) {
        repeated = id;
        break;
      }
      seen.set(id, 1);
    }
    seen.clear();
    return repeated;
  }

  /** A message that has a place already gets another one. */
  #appendAgain(message: Entity): void {
    const place = this.#skeleton.addMessage(this.#skeleton.id(message), this.#skeleton.role(message));
    this.#standsFor.set(place, message);
    this.append(place);
  }

  #insert(place: Place, behind: Place): void {
    const next = behind === 0 ? 0 : this.#next.get(behind);
    this.#next.set(place, next);
    if (behind === 0) this.#head = place;
    else this.#next.set(behind, place);
    if (next === 0) this.#tail = place;
    this.length++;
    const id = this.#skeleton.id(place);
    const first = this.#firstPlace.get(id);
    if (this.#rank !== undefined) this.#rankBetween(this.#rank, behind, place, next);
    if (first === 0) this.#firstPlace.set(id, place);
    else {
      this.#rank ??= this.#rankAll(new GrowingNumbers());
      if (this.#rank.get(place) < this.#rank.get(first)) this.#firstPlace.set(id, place);
    }
  }

  #messageAt(place: Place): Entity {
    return this.#standsFor.get(place) || place;
  }

  #placeOf(message: Entity): Place {
    const place = this.#firstPlace.get(this.#skeleton.id(message));
    if (this.#messageAt(place) === message) return place;
    for (let other = this.#head; other !== 0; other = this.#next.get(other)) {
      if (this.#messageAt(other) === message) return other;
    }
    throw new Error("a message has no place in the list");
  }

  #isTool(place: Place): boolean {
    return place !== 0 && this.#skeleton.role(this.#messageAt(place)) === "tool";
  }

  /** Close to the one before, since more results are likely to follow there. */
  #rankBetween(ranks: GrowingNumbers, behind: Place, place: Place, next: Place): void {
    const before = ranks.get(behind);
    const after = next === 0 ? before + 2 * rankStep : ranks.get(next);
    const rank = next === 0 ? before + rankStep : before + Math.min(1, (after - before) / 2);
    if (rank > before && rank < after) ranks.set(place, rank);
    else this.#rankAll(ranks);
  }

  #rankAll(ranks: GrowingNumbers): GrowingNumbers {
    let rank = 0;
    for (let place = this.#head; place !== 0; place = this.#next.get(place)) {
      rank += rankStep;
      ranks.set(place, rank);
    }
    return ranks;
  }

  #noteAllCalls(): void {
    for (const message of this.messages()) {
      if (this.#skeleton.hasCalls(message)) for (const call of this.#skeleton.callsOf(message)) this.noteCall(call);
    }
  }
}
