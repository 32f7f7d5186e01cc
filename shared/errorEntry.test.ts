import { describe, expect, it } from "vitest";
import { errorEntry, frameShape, mostFrames } from "./errorEntry.ts";

/** An error as another process or another runtime would have it. */
function errorWith(message: string, stack: string): Error {
  const error = new TypeError(message);
  error.stack = stack;
  return error;
}

describe("an entry for an unexpected error", () => {
  it("says where it happened, and nothing of what the error says", () => {
    const entry = errorEntry("engine", "rows", new TypeError("secret words of “a transcript.jsonl”"));
    expect(entry).toMatchObject({ program: "engine", call: "rows", error: "TypeError" });
    expect(entry.frames[0]).toMatch(/errorEntry\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(entry)).not.toMatch(/secret|jsonl/);
  });

  it("leaves out where the program lies", () => {
    const { frames } = errorEntry(
      "page",
      "",
      errorWith(
        "x",
        `TypeError: x
    at readRows (file:///home/somebody/seekline/out/main/chunks/rows-Ab1.js:12:345)
    at async /opt/some body/out/main/engine.js:1:2
    at new Index (C:\\Users\\somebody\\out\\main\\engine.js:3:4)
    at app://seekline/assets/index-x.js:5:6
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at <anonymous>`,
      ),
    );
    expect(frames).toEqual([
      "readRows (rows-Ab1.js:12:345)",
      "engine.js:1:2",
      "new Index (engine.js:3:4)",
      "index-x.js:5:6",
      "process.processTicksAndRejections (task_queues:105:5)",
    ]);
  });

  it("takes no word of the error for a place, whatever it looks like", () => {
    const words = "it broke\n    at secret (words.js:1:1)\n    at more (words.js:2:2)";
    const stack = `TypeError: ${words}\n    at real (engine.js:1:1)`;
    expect(errorEntry("engine", "", errorWith(words, stack)).frames).toEqual(["real (engine.js:1:1)"]);
    // Words that were changed behind the stack, so that it cannot be told where they end.
    expect(errorEntry("engine", "", errorWith("other words", stack)).frames).toEqual([]);
  });

  it("is bounded", () => {
    const stack = `TypeError: x\n${"    at f (engine.js:1:1)\n".repeat(1000)}`;
    expect(errorEntry("engine", "", errorWith("x", stack)).frames.length).toBe(mostFrames);
    const long = errorWith("x", `TypeError: x\n    at ${"f".repeat(5000)} (engine.js:1:1)`);
    expect(errorEntry("engine", "", long).frames).toEqual(["engine.js:1:1"]);
    expect(frameShape.test(`f (${"a".repeat(100)}.js:1:1)`)).toBe(false);
  });

  it("names a system error by its code, and nothing by what is no name", () => {
    const refused = Object.assign(new Error("EACCES: open '/home/me/a.jsonl'"), { code: "EACCES" });
    expect(errorEntry("main", "start", refused).error).toBe("Error EACCES");
    expect(errorEntry("main", "", Object.assign(new Error("x"), { code: "a word" })).error).toBe("Error");
    expect(errorEntry("main", "", Object.assign(new Error("x"), { name: "some “words”" })).error).toBe("Error");
    expect(errorEntry("main", "open “a.jsonl”", new Error("x")).call).toBe("");
  });

  it.each([["a word"], [undefined], [Object.create(null)], [Symbol("x")]])("may be of no error at all", (thrown) => {
    expect(errorEntry("page", "", thrown)).toEqual({ program: "page", call: "", error: "NoError", frames: [] });
  });
});
