import fc from "fast-check";
import { expect, it } from "vitest";
import { cutObject, cutObjectEnd } from "./cutJson.ts";

it("says what of an object is there, wherever its last text is cut", () => {
  const said = 'Line 1, {"two"}: [3]\n\t\\ \u0007 \u{1f33f}, and so on';
  const json = JSON.stringify({ path: "a.md", lines: [1, { a: "}," }], content: said, more: true });
  const from = json.indexOf('"content"') + '"content":"'.length;
  const to = json.indexOf('","more"');
  for (let at = from; at <= to; at++) {
    const found = cutObject(json.slice(0, at));
    expect(found?.members).toEqual([
      { name: "path", json: '"a.md"' },
      { name: "lines", json: '[1,{"a":"},"}]' },
    ]);
    expect(found?.cut.name).toBe("content");
    expect(said.startsWith(found?.cut.text ?? "?")).toBe(true);
  }
  expect(cutObject(json.slice(0, to))?.cut.text).toBe(said);
});

it("leaves a value that is no text as it is written, and says nothing of what is no cut object", () => {
  expect(cutObject('{"todos":[{"id":1')).toEqual({ members: [], cut: { name: "todos", text: '[{"id":1' } });
  for (const text of ['{"a":1}', "[1,", "words", '{"a":1,', '{"a":1,"b', '{"a"', "{", '{"a":1}{"b":"c']) {
    expect(cutObject(text)).toBeUndefined();
  }
});

it("never fails and never says a member that is not there", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
      const json = JSON.stringify(object);
      for (const { name } of cutObject(json.slice(0, at % (json.length + 1)))?.members ?? []) {
        expect(Object.hasOwn(object, name)).toBe(true);
      }
    }),
  );
});

it("says the end of a text that ends an object, and of nothing else", () => {
  expect(cutObjectEnd('the end.\\n"}')).toBe("the end.\n");
  expect(cutObjectEnd('an \\"end\\"" } ] }\n')).toBe('an "end"');
  for (const end of ['","b":1}', '"}}x', "no end", "1}", 'a","b":"c"}']) expect(cutObjectEnd(end)).toBeUndefined();
});
