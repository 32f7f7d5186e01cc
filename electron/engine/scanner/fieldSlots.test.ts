// What is read where the scanner keeps it is what the record says.

import { expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { createFieldScan } from "./fieldScan.ts";
import { FieldSlots, fieldTypes, setOf } from "./fieldSlots.ts";

it("says of every field what the record says of it, of few fields and of more than 32", async () => {
  const names = Array.from({ length: 40 }, (_, n) => `key${n}`);
  const values = ["a", "b\\n", 12, -0.5, { x: 1 }, [1], true, false, null, ""];
  const lines = Array.from({ length: 60 }, (_, line) =>
    JSON.stringify(
      Object.fromEntries(
        names.flatMap((name, n) => ((n * 7 + line) % 3 === 0 ? [] : [[name, values[(n + line) % values.length]]])),
      ),
    ),
  );
  for (const count of [5, 40]) {
    const scan = createFieldScan(names.slice(0, count).map((name) => ({ path: [name], intern: false })));
    const slots = new FieldSlots();
    let compared = 0;
    const source = createMemorySource(lines.join("\n"), "log.jsonl");
    await scan.read(source, 0, source.size, (record) => {
      slots.begin(record);
      for (let field = 0; field < count; field++) {
        const type = record.type(field);
        expect([fieldTypes[slots.type(field)], slots.has(field)]).toEqual([type, type !== "absent"]);
        expect(slots.hasOneOf(setOf([field]))).toBe(type !== "absent");
        if (type === "absent") continue;
        const told = [slots.start(field), slots.byteLength(field), slots.address(field), slots.isEscaped(field)];
        expect(told).toEqual([
          record.start(field),
          record.byteLength(field),
          record.address(field),
          record.escaped(field),
        ]);
        compared++;
      }
      return true;
    });
    scan.dispose();
    expect(compared).toBeGreaterThan(count * 30);
  }
});
