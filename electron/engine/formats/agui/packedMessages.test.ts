import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageRoles } from "../messageOperations.ts";
import type { ReadMessage } from "./packedMessages.ts";
import { PackedMessages } from "./packedMessages.ts";

const place = fc.record({ offset: fc.maxSafeInteger().map(Math.abs), length: fc.nat() });
const times = fc.record({ first: fc.nat(), last: fc.nat() });
const message = fc.record({
  id: fc.nat(),
  role: fc.constantFrom(...messageRoles),
  range: place,
  mend: fc.boolean(),
  calls: fc.array(fc.nat(), { maxLength: 3 }),
  answers: fc.nat(),
  activityType: fc.option(place, { nil: undefined }),
  times: fc.option(times, { nil: undefined }),
  stated: fc.option(times, { nil: undefined }),
});
const content = { type: "string", offset: 1, length: 2 } as const;
const results = fc.array(fc.record({ call: fc.nat(), content: fc.constant(content) }), { maxLength: 2 });
const read: fc.Arbitrary<ReadMessage | undefined> = fc.option(fc.record({ message, results }), { nil: undefined });
/** How much of the list before is kept, and what comes behind it. */
const change = fc.record({ kept: fc.nat(8), added: fc.array(read, { maxLength: 8 }) });

describe("packed messages", () => {
  it("are those that were added and not cut off", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const packed = new PackedMessages();
        let expected: readonly (ReadMessage | undefined)[] = [];
        for (const { kept, added } of changes) {
          packed.cut(packed.countWithin(10 * kept));
          expected = expected.slice(0, kept);
          for (const one of added) packed.add(one, 10 * (packed.count + 1));
          expected = [...expected, ...added];
          const messages = expected.filter((one) => one !== undefined);
          expect([...packed]).toEqual(messages.map((one) => one.message));
          expect(packed.held()).toEqual(messages.flatMap((one) => one.results));
          expect([packed.count, packed.left]).toEqual([expected.length, expected.length - messages.length]);
          expect(packed.mended).toBe(messages.filter((one) => one.message.mend).length);
        }
      }),
    );
  });
});
