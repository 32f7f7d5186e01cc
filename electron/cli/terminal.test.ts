import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { printText } from "../../shared/printText.ts";
import { openTerminal } from "./terminal.ts";

const nowhere = { bytesWritten: 0, write: async () => {}, finish: async () => {} };

describe("what is said on a terminal", () => {
  it("is one line without anything that a terminal obeys, whatever is in it", () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const terminal = openTerminal(nowhere);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        written.mockClear();
        terminal.say(text);
        expect(written.mock.lastCall?.[0]).toBe(`${printText(text)}
`);
      }),
    );
  });

  it("is lost where standard error takes nothing", () => {
    vi.spyOn(process.stderr, "write").mockImplementation(() => {
      throw Object.assign(new Error("write"), { code: "ENOSPC" });
    });
    expect(() => openTerminal(nowhere).say("x")).not.toThrow();
  });
});
