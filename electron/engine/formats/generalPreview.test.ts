import fc from "fast-check";
import { expect, it } from "vitest";
import { generalPreview } from "./generalPreview.ts";

const id = "5a3f0c1e-52a1-4d0f-9c9b-0a1b2c3d4e5f";

it.each([
  [{ type: "kind_3", timestamp: 1_700_000_000_003, message: "word 3" }, "word 3"],
  [
    { level: "info", time: "2026-01-05T08:02:00Z", msg: "done", status: 200, path: "/x" },
    "done  status: 200  path: /x",
  ],
  [{ type: "user", uuid: id, parentUuid: null, isSidechain: false, message: { role: "user", content: "hi" } }, "hi"],
  [{ type: "item", payload: { type: "message", content: [{ type: "output_text", text: "hello" }] } }, "hello"],
  [{ type: "a", trace_id: "abc", sessionId: "def", request: id, count: 3 }, "count: 3"],
  [{ event: "e", ts: 1_700_000_000, data: { n: 1, id: 7, note: "" } }, 'data: {"n":1}'],
  [{ role: "user", tool: "bash", paid: true, valid: "yes" }, "paid: true  valid: yes"],
  [{ type: "check", success: false, hasMore: false }, "success: false"],
  [
    {
      type: "RUN_STARTED",
      runId: "r",
      input: {
        messages: [
          { role: "user", content: "Hi" },
          { id: "2", role: "user", content: "Where is it warm?" },
        ],
      },
    },
    "Where is it warm?",
  ],
  [{ type: "s", steps: [{ id: 1, do: "dig" }, "rest"] }, 'steps: [{"do":"dig"},"rest"]'],
  [{ type: { of: "object" }, timestamp: "noon" }, 'type: {"of":"object"}  timestamp: noon'],
])("says of %j what no column says", (head, line) => {
  expect(generalPreview(head)).toBe(line);
});

it("shows what is left of a record of which nothing else is", () => {
  expect(generalPreview({ type: "ping", id: "7" })).toBe("id: 7");
  expect(generalPreview({ type: "ping" })).toBe("type: ping");
  expect(generalPreview({ type: "end", raw: { text: "no" } }, "raw")).toBe("type: end");
  expect(generalPreview([1, "a"])).toBe('[1,"a"]');
  expect(generalPreview("text")).toBe("text");
});

it("shows something of any object that has members", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 }), (head) => {
      expect(generalPreview(head)).not.toBe("");
    }),
  );
});
