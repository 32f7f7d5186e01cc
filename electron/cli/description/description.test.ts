import { describe, expect, it } from "vitest";
import { readArguments } from "../arguments/readArguments.ts";
import type { CommandDescription } from "./commandDescription.ts";
import { commands } from "./commandLine.ts";
import { helpText, shortUsage } from "./helpText.ts";
import { optionsOf } from "./optionsOf.ts";

/** Something for every value, so that nothing but a wrong name or a missing value can be complained about. */
function withEveryOption(command: CommandDescription): readonly string[] {
  const options = optionsOf(command).flatMap(({ name, value }) =>
    value === undefined ? [`--${name}`] : [`--${name}=1`],
  );
  return [command.name, ...options];
}

describe("the description of the command line", () => {
  it.each(commands)("has options of $name that are read, and read is nothing else", (command) => {
    // `--help` is among them, so no value is looked at.
    expect(readArguments(withEveryOption(command))).toEqual({ ok: true, value: { type: "help", about: command.name } });
    expect(readArguments([command.name, "--unheard-of"])).toMatchObject({ ok: false });
  });

  it("names every command once, in the order of help", () => {
    const told = [...helpText(undefined).matchAll(/^ {2}([a-z]+) ?/gm)].map(([, name]) => name);
    expect(told).toEqual(commands.map(({ name }) => name));
    expect(new Set(told).size).toBe(told.length);
  });

  it.each(commands)("makes a help text for $name with every option and every word", (command) => {
    const help = helpText(command.name);
    expect(help).toMatch(new RegExp(`^Usage: seekline ${command.name}`));
    for (const { name, value } of optionsOf(command)) {
      expect(help).toContain(`--${name}${value === undefined ? "" : ` ${value.name}`}`);
      if (value?.type === "words") for (const word of Object.keys(value.words)) expect(help).toContain(word);
    }
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says behind wrong use how a command is used", () => {
    expect(shortUsage("record")).toBe(
      "Usage: seekline record FILE NUMBER [--offset B] [--length B]\nseekline record --help says more.\n",
    );
    expect(shortUsage("export")).toMatch(/^Usage: seekline export FILE… --as KIND -o OUT \[--filter TEXT\] /);
    expect(shortUsage("run")).toMatch(/ -- COMMAND…\n/);
    expect(shortUsage("library")).toMatch(/^Usage: seekline library \[FOLDER…\] /);
    expect(shortUsage("show")).toBe("Usage: seekline COMMAND …\nseekline --help lists the commands.\n");
    expect(shortUsage(undefined)).toBe(helpText(undefined));
  });
});
