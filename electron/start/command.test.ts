import { describe, expect, it } from "vitest";
import { startedCommand } from "./command.ts";

const program = "/usr/lib/seekline/seekline";

describe("what a packaged Seekline is started as", () => {
  it("is the command line when its launcher says so", () => {
    expect(
      startedCommand([program, "--no-sandbox", "--seekline-command=/usr/bin/seekline", "--", "stats", "a"]),
    ).toEqual({
      launcher: "/usr/bin/seekline",
      words: ["stats", "a"],
    });
  });

  it("leaves every word of the command as it is", () => {
    const words = ["run", "--", "--seekline-command=x", "--", "--no-sandbox", ""];
    expect(startedCommand([program, "--seekline-command=", "--", ...words])?.words).toEqual(words);
  });

  it.each([
    ["without words", [program]],
    ["with a file", [program, "a.jsonl"]],
    ["with a file behind --", [program, "--", "--seekline-command=/usr/bin/seekline"]],
    ["with the mark at another place", [program, "--seekline-command=x", "a", "--", "stats"]],
    ["with the mark and no end of options", [program, "--seekline-command=x", "stats"]],
  ])("is the app %s", (_, argv) => {
    expect(startedCommand(argv)).toBeUndefined();
  });
});
