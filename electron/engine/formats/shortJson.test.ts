import fc from "fast-check";
import { expect, it } from "vitest";
import { shortElements, shortMember } from "./shortJson.ts";

const text = (bytes: Buffer, from: number, to: number): string => bytes.subarray(from, to).toString();
const keys = fc.constantFrom("a", "input", "messages", "", "é", "in put");
const pretty = fc.constantFrom(0, 1, "\t");
const wide = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.jsonValue(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
  ),
})).value;

it("finds a member where JSON.parse finds it, the last one of a name, whatever stands around it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(keys, wide), { maxLength: 5 }),
      keys,
      pretty,
      fc.string(),
      (members, name, space, behind) => {
        const inside = members.map(([key, value]) => `${JSON.stringify(key)} : ${JSON.stringify(value, null, space)}`);
        const json = `{ ${inside.join(" ,\n")} }`;
        const bytes = Buffer.from(`..${json}${behind}`);
        const found = shortMember(bytes, 2, name);
        const wanted = members.findLast(([key]) => key === name);
        const value = typeof found === "object" ? JSON.parse(text(bytes, found.from, found.to)) : found;
        // Only names of ASCII are looked for.
        const isThere = wanted !== undefined && name !== "é";
        expect(value).toEqual(isThere ? JSON.parse(JSON.stringify(wanted[1])) : "none");
      },
    ),
  );
});

it("says that a key is written with escapes", () => {
  expect(shortMember(Buffer.from('{"a":1,"\\u0061":2}'), 0, "a")).toBe("escaped");
  expect(shortMember(Buffer.from('{"a":{"\\u0061":2}}'), 0, "a")).toEqual({ from: 5, to: 17 });
});

it("finds the elements of an array as they stand", () => {
  fc.assert(
    fc.property(fc.array(wide, { maxLength: 6 }), pretty, fc.string(), (values, space, behind) => {
      const bytes = Buffer.from(`,${JSON.stringify(values, null, space)}${behind}`);
      const found = shortElements(bytes, 1).map(({ from, to }) => JSON.parse(text(bytes, from, to)));
      expect(found).toEqual(JSON.parse(JSON.stringify(values)));
    }),
  );
});
