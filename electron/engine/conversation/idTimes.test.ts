import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Skeleton } from "./skeleton.ts";

const time = fc.constantFrom(0, 1, 5, 7, 1_700_000_000_000, -3);
const steps = fc.array(
  fc.oneof(
    fc.record({ is: fc.constantFrom("note"), of: fc.nat(5), time }),
    fc.record({ is: fc.constantFrom("set"), of: fc.nat(3), first: time, last: time }),
  ),
  { maxLength: 60 },
);

describe("times of messages", () => {
  it("are the first and the last that were noted of each id, in whatever turns", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const skeleton = new Skeleton();
        // Two of them have one id.
        const messages = [11, 12, 13, 12].map((id) => skeleton.addMessage(id, "assistant"));
        const entities = [...messages, skeleton.addCall(21, messages[0] ?? 0), skeleton.addCall(22, messages[3] ?? 0)];
        const ids = [11, 12, 13, 12, 11, 12];
        const known = new Map<number, { first: number; last: number }>();
        for (const step of taken) {
          const id = ids[step.of] ?? 0;
          const entity = entities[step.of] ?? 0;
          if (step.is === "set") {
            skeleton.setTimes(entity, step);
            known.set(id, { first: step.first, last: step.last });
          } else {
            skeleton.noteTime(entity, step.time);
            const { first, last } = known.get(id) ?? { first: 0, last: 0 };
            if (step.time === 0) continue;
            known.set(id, {
              first: first === 0 ? step.time : Math.min(first, step.time),
              last: first === 0 ? step.time : Math.max(last, step.time),
            });
          }
          for (const [at, message] of messages.entries())
            expect(skeleton.times(message)).toEqual(known.get(ids[at] ?? 0) ?? { first: 0, last: 0 });
        }
      }),
    );
  });
});
