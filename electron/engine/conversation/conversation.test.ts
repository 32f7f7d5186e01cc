import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageRole } from "../formats/messageOperations.ts";
import { Conversation } from "./conversation.ts";
import { Skeleton } from "./skeleton.ts";

interface Message {
  readonly id: number;
  readonly role: MessageRole;
  readonly calls: number[];
  readonly entity: number;
}

/** The official client's array, and the list under test: every step is done to both. */
class Both {
  readonly skeleton = new Skeleton();
  readonly list = new Conversation(this.skeleton);
  array: Message[] = [];

  make(id: number, role: MessageRole, calls: readonly number[]): Message {
    const entity = this.skeleton.addMessage(id, role);
    for (const call of calls) this.skeleton.addCall(call, entity);
    return { id, role, calls: [...calls], entity };
  }

  append(message: Message): void {
    this.array.push(message);
    this.list.append(message.entity);
    for (const call of this.skeleton.callsOf(message.entity)) this.list.noteCall(call);
  }

  result(id: number, call: number): void {
    const message = this.make(id, "tool", []);
    const at = this.array.findIndex(({ calls }) => calls.includes(call));
    if (at < 0) {
      this.append(message);
      return;
    }
    let place = at + 1;
    while (this.array[place]?.role === "tool") place++;
    this.array.splice(place, 0, message);
    this.list.insertResult(message.entity, this.array[at]?.entity ?? 0);
  }

  replace(id: number): void {
    const at = this.array.findIndex((message) => message.id === id);
    const old = this.array[at];
    if (old === undefined) return;
    const message = this.make(id, "activity", []);
    this.array[at] = message;
    this.list.replace(old.entity, message.entity);
  }

  merge(messages: readonly Message[]): void {
    const given = new Map(messages.map((message) => [message.id, message]));
    const kept = this.array.filter(({ id, role }) => given.has(id) || role === "reasoning");
    const present = new Set(kept.map(({ id }) => id));
    this.array = [
      ...kept.map((message) => given.get(message.id) ?? message),
      ...messages.filter(({ id }) => !present.has(id)),
    ];
    this.list.merge(
      messages.map(({ entity }) => entity),
      (message) => this.skeleton.role(message) === "reasoning",
    );
  }

  check(): void {
    expect([...this.list.messages()]).toEqual(this.array.map(({ entity }) => entity));
    expect(this.list.length).toBe(this.array.length);
    for (let id = 1; id <= 6; id++) {
      expect(this.list.find(id)).toBe(this.array.find((message) => message.id === id)?.entity ?? 0);
      const owner = this.array.find(({ calls }) => calls.includes(id))?.entity ?? 0;
      const call = this.list.findCall(id);
      expect(call === 0 ? 0 : this.skeleton.messageOfCall(call)).toBe(owner);
    }
  }
}

const id = fc.integer({ min: 1, max: 6 });
const role = fc.constantFrom<MessageRole>("assistant", "user", "tool", "reasoning");
const calls = fc.array(id, { maxLength: 2 });
const message = fc.record({ id, role, calls });
const step = fc.oneof(
  { weight: 3, arbitrary: message.map((one) => ({ do: "append" as const, ...one })) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("result" as const), id, call: id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replace" as const), id }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("merge" as const), messages: fc.array(message, { maxLength: 4 }) }),
  },
);

describe("Conversation", () => {
  it("keeps the order that the official client keeps, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const both = new Both();
        for (const one of steps) {
          if (one.do === "append") both.append(both.make(one.id, one.role, one.role === "assistant" ? one.calls : []));
          else if (one.do === "result") both.result(one.id, one.call);
          else if (one.do === "replace") both.replace(one.id);
          else {
            const messages = one.messages.map((given) =>
              both.make(given.id, given.role, given.role === "assistant" ? given.calls : []),
            );
            both.merge(messages);
          }
          both.check();
        }
      }),
      { numRuns: 500 },
    );
  });

  // With a walk over all results for each new one, or a comparison with all messages, these would take minutes.
  it("takes 200,000 results of one message, and of as many, in linear time", () => {
    const skeleton = new Skeleton();
    const list = new Conversation(skeleton);
    const owner = skeleton.addMessage(1, "assistant");
    list.append(owner);
    list.append(skeleton.addMessage(2, "user"));
    const many = 200_000;
    for (let i = 0; i < many; i++) list.insertResult(skeleton.addMessage(10 + i, "tool"), owner);
    const owners = Array.from({ length: many }, (_, i) => {
      const message = skeleton.addMessage(many + 10 + i, "assistant");
      list.append(message);
      return message;
    });
    // All with the same id, so it has to be known which of them comes first.
    for (const message of owners.toReversed()) list.insertResult(skeleton.addMessage(3, "tool"), message);
    expect(list.length).toBe(2 + 3 * many);
    const order = [...list.messages()];
    expect([order[0], order[many], order[many + 1]]).toEqual([owner, many + 2, 2]);
    expect(list.find(3)).toBe(order[many + 3]);
  });
});
