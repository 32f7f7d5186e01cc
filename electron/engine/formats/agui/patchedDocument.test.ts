import fc from "fast-check";
import type { Operation } from "fast-json-patch";
import jsonpatch from "fast-json-patch";
import { describe, expect, it } from "vitest";
import { heldDocumentBytes, heldDocumentLevels } from "../../../../shared/limits.ts";
import { parseExactly } from "./exactJson.ts";
import { PatchedDocument } from "./patchedDocument.ts";

const pointers = [
  "",
  "/a",
  "/b",
  "/a/c",
  "/a/c/0",
  "/list",
  "/list/0",
  "/list/1",
  "/list/-",
  "/list/9",
  "/a~1b",
  "/no/where",
];
const pointer = fc.constantFrom(...pointers, "/__proto__/x", "/constructor/prototype/x", "/toString");
const value = fc.constantFrom<unknown>(1, null, "s", "\u0000s", [], {}, { c: [1] }, [1, { d: 2 }]);
const operation = fc.oneof(
  fc.record({ op: fc.constantFrom("add", "replace", "test"), path: pointer, value }),
  fc.record({ op: fc.constant("remove"), path: pointer }),
  fc.record({ op: fc.constantFrom("move", "copy"), from: fc.constantFrom(...pointers), path: pointer }),
);
const document = { a: { c: [1, 2] }, b: null, list: ["x", { y: 1 }], "a/b": "slash" };

/** What the official client does: it copies the document, and keeps the old one when the patch fails. */
function reference(state: unknown, patch: Operation[]): { readonly state: unknown; readonly applied: boolean } {
  try {
    // A document inside itself is no JSON.
    if (patch.some((step) => step.op === "move" && step.from === "" && step.path !== ""))
      return { state, applied: false };
    const after: unknown = jsonpatch.applyPatch(state, patch, true, false).newDocument;
    // Nor is what a move from nowhere to the root leaves.
    return after === undefined ? { state, applied: false } : { state: after, applied: true };
  } catch {
    return { state, applied: false };
  }
}

function held(text: string): PatchedDocument {
  const document = PatchedDocument.of(text);
  if (document === undefined) throw new Error("not held");
  return document;
}

/** Whether the patch, as JSON text, was applied. */
function apply(document: PatchedDocument, patch: string, bytes = 1): boolean {
  return document.apply(parseExactly(patch), bytes) === "applied";
}

function isPatch(patch: unknown): patch is Operation[] {
  return Array.isArray(patch);
}

describe("PatchedDocument", () => {
  it("applies patches as the official client does, all of one or nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 4 }), { maxLength: 4 }), (patches) => {
        let expected: unknown = document;
        const patched = held(JSON.stringify(document));
        for (const patch of patches) {
          const own: unknown = JSON.parse(JSON.stringify(patch));
          if (!isPatch(own)) throw new Error("no patch");
          const { state, applied } = reference(expected, own);
          const outcome = patched.apply(parseExactly(JSON.stringify(patch)), 1);
          if (outcome === "not held") {
            // Characters of a text that is held with a mark.
            expect(JSON.stringify([patches, document])).toContain(String.raw`\u0000`);
            return;
          }
          expect(outcome === "applied").toBe(applied);
          expected = state;
          expect(JSON.parse(patched.text())).toEqual(JSON.parse(JSON.stringify(expected)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("does not hold what takes characters out of a text or a number that is held with a mark", () => {
    const document = held(String.raw`{"text":"\u0000s","number":1e400}`);
    for (const from of ["/text/0", "/number/0", "/text/0/0"]) {
      const patch = JSON.stringify([{ op: "copy", from, path: "/taken" }]);
      expect(document.apply(parseExactly(patch), 1)).toBe("not held");
    }
    expect(document.text()).toBe(String.raw`{"text":"\u0000s","number":1e400}`);
  });

  it("leaves prototypes alone", () => {
    const patched = held('{"a":{}}');
    const hostile = [
      [{ op: "add", path: "/__proto__/polluted", value: 1 }],
      [{ op: "add", path: "/constructor/prototype/polluted", value: 1 }],
      [
        { op: "add", path: "/b", value: 1 },
        { op: "move", from: "/a", path: "/__proto__" },
      ],
    ];
    expect(hostile.map((patch) => apply(patched, JSON.stringify(patch)))).toEqual([false, false, false]);
    expect(patched.text()).toBe('{"a":{}}');
    expect("polluted" in {}).toBe(false);
  });

  it("keeps a member that is called __proto__", () => {
    const patched = held('{"__proto__":{"x":1},"a":1}');
    const failing = [
      { op: "replace", path: "/a", value: 2 },
      { op: "remove", path: "/nothing" },
    ];
    expect(apply(patched, JSON.stringify(failing))).toBe(false);
    expect(patched.text()).toBe('{"__proto__":{"x":1},"a":1}');
  });

  it("puts back what a move within a list has changed behind what it took out", () => {
    const text = '{"list":[{"n":1},{"n":2},{"n":3}]}';
    const patched = held(text);
    const failing = [
      { op: "move", from: "/list/0", path: "/list/1/taken" },
      { op: "remove", path: "/nothing" },
    ];
    expect(apply(patched, JSON.stringify(failing))).toBe(false);
    expect(patched.text()).toBe(text);
  });

  it("keeps every digit of what it holds and what patches bring, move and copy", () => {
    const patched = held(
      '{"id":125276004817190914,"price":1.10,"huge":1e400,"zero":-0,"nul":"\\u00001.10","\\u0000":1.0}',
    );
    const patch = `[
      {"op":"add","path":"/next","value":125276004817190915},
      {"op":"add","path":"/list","value":[1E2,{"deep":0.10}]},
      {"op":"copy","from":"/list","path":"/copy"},
      {"op":"move","from":"/price","path":"/cost"},
      {"op":"replace","path":"/huge","value":-1e-400}
    ]`;
    expect(apply(patched, patch)).toBe(true);
    expect(patched.text()).toBe(
      '{"id":125276004817190914,"huge":-1e-400,"zero":-0,"nul":"\\u00001.10","\\u0000":1.0,' +
        '"next":125276004817190915,"list":[1E2,{"deep":0.10}],"copy":[1E2,{"deep":0.10}],"cost":1.10}',
    );
  });

  it("holds numbers equal that are to the official client", () => {
    const text = '{"n":1.10,"list":[9007199254740993,"\\u0000x"]}';
    const patched = held(text);
    const test = (path: string, value: string) => apply(patched, `[{"op":"test","path":"${path}","value":${value}}]`);
    expect(test("/n", "1.1")).toBe(true);
    expect(test("/n", "1.10e0")).toBe(true);
    expect(test("/n", '"1.10"')).toBe(false);
    expect(test("/list", '[9007199254740992,"\\u0000x"]')).toBe(true);
    expect(test("/list/0", "9007199254740993")).toBe(true);
    expect(test("/list/0", "9007199254740994")).toBe(false);
    expect(test("", text)).toBe(true);
    expect(test("", text.replace("1.10", "1.2"))).toBe(false);
    expect(patched.text()).toBe(text);
  });

  it("does not hold what is too deep, and notices when patches make it so", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(PatchedDocument.of(nested(2_000_000))).toBeUndefined();
    const patched = held("{}");
    expect(patched.apply(parseExactly(`[{"op":"add","path":"/a","value":${nested(100_000)}}]`), 1)).toBe("not held");
    expect(patched.text()).toBe("{}");
    let steps = 0;
    for (; !patched.isTooLong && steps < 10_000; steps++) apply(patched, '[{"op":"copy","from":"","path":"/a"}]');
    expect(steps).toBeGreaterThanOrEqual(heldDocumentLevels - 1);
    expect(steps).toBeLessThan(3 * heldDocumentLevels);
    expect(patched.text().length).toBeGreaterThan(0);
  });

  it("does not hold what the steps of one patch stack too deep", () => {
    const levels = 400;
    const deep = `${'{"a":'.repeat(levels)}{}${"}".repeat(levels)}`;
    const text = `{"x":${deep},"y":${deep},"z":${deep}}`;
    const patched = held(text);
    const below = "/a".repeat(levels);
    const moves = [
      { op: "move", from: "/y", path: `/x${below}/a` },
      { op: "move", from: "/z", path: `/x${below}/a${below}/a` },
      { op: "remove", path: "/nothing" },
    ];
    expect(patched.apply(parseExactly(JSON.stringify(moves)), 10_000)).toBe("not held");
    expect(patched.text()).toBe(text);
  });

  it("notices when copies make the document too long", () => {
    const patched = held(JSON.stringify({ a: "x".repeat(1000) }));
    let doublings = 0;
    while (!patched.isTooLong && doublings < 40) {
      apply(patched, `[{"op":"copy","from":"","path":"/copy${doublings}"}]`, 50);
      doublings++;
    }
    expect(patched.text().length).toBeGreaterThan(heldDocumentBytes);
    expect(patched.text().length).toBeLessThan(8 * heldDocumentBytes);
  });

  it("does not hold what the copies of one patch make too long", () => {
    const text = JSON.stringify({ a: "x".repeat(1000) });
    const copies = Array.from({ length: 40 }, (_, copy) => ({ op: "copy", from: "", path: `/copy${copy}` }));
    const patched = held(text);
    expect(patched.apply(parseExactly(JSON.stringify(copies)), 2000)).toBe("not held");
    expect(patched.text()).toBe(text);
    expect(patched.isTooLong).toBe(false);
  });

  it("copies a container once, however many steps of a failing patch change it", () => {
    const text = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => index % 10));
    const patched = held(text);
    const steps = Array.from({ length: 1000 }, (_, step) => ({ op: "replace", path: `/${step}`, value: "new" }));
    const failing = JSON.stringify([...steps, { op: "remove", path: "/nowhere/at/all" }]);
    expect(patched.apply(parseExactly(failing), failing.length)).toBe("failed");
    expect(patched.text()).toBe(text);
  });
});
