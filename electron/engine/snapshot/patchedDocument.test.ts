import fc from "fast-check";
import type { Operation } from "fast-json-patch";
import jsonpatch from "fast-json-patch";
import { describe, expect, it } from "vitest";
import { heldBytes, PatchedDocument } from "./patchedDocument.ts";

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
const value = fc.constantFrom<unknown>(1, null, "s", [], {}, { c: [1] }, [1, { d: 2 }]);
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

function isPatch(patch: unknown): patch is Operation[] {
  return Array.isArray(patch);
}

describe("PatchedDocument", () => {
  it("applies patches as the official client does, all of one or nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 4 }), { maxLength: 4 }), (patches) => {
        let expected: unknown = document;
        const patched = new PatchedDocument(JSON.stringify(document));
        for (const patch of patches) {
          const own: unknown = JSON.parse(JSON.stringify(patch));
          if (!isPatch(own)) throw new Error("no patch");
          const { state, applied } = reference(expected, own);
          expect(patched.apply(JSON.parse(JSON.stringify(patch)), 1)).toBe(applied);
          expected = state;
          expect(JSON.parse(patched.text())).toEqual(JSON.parse(JSON.stringify(expected)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves prototypes alone", () => {
    const patched = new PatchedDocument('{"a":{}}');
    const hostile = [
      [{ op: "add", path: "/__proto__/polluted", value: 1 }],
      [{ op: "add", path: "/constructor/prototype/polluted", value: 1 }],
      [
        { op: "add", path: "/b", value: 1 },
        { op: "move", from: "/a", path: "/__proto__" },
      ],
    ];
    expect(hostile.map((patch) => patched.apply(patch, 1))).toEqual([false, false, false]);
    expect(patched.text()).toBe('{"a":{}}');
    expect("polluted" in {}).toBe(false);
  });

  it("keeps a member that is called __proto__", () => {
    const patched = new PatchedDocument('{"__proto__":{"x":1},"a":1}');
    const failing = [
      { op: "replace", path: "/a", value: 2 },
      { op: "remove", path: "/nothing" },
    ];
    expect(patched.apply(failing, 1)).toBe(false);
    expect(patched.text()).toBe('{"__proto__":{"x":1},"a":1}');
  });

  it("notices when copies make the document too long", () => {
    const patched = new PatchedDocument(JSON.stringify({ a: "x".repeat(1000) }));
    let doublings = 0;
    while (!patched.isTooLong && doublings < 40) {
      patched.apply([{ op: "copy", from: "", path: `/copy${doublings}` }], 50);
      doublings++;
    }
    expect(patched.text().length).toBeGreaterThan(heldBytes);
    expect(patched.text().length).toBeLessThan(8 * heldBytes);
  });
});
