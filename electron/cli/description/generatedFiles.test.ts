import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import packageFile from "../../../package.json";
import { commands } from "./commandLine.ts";
import { generatedFiles } from "./generatedFiles.ts";
import { optionsOf } from "./optionsOf.ts";

const root = path.join(import.meta.dirname, "../../..");
const generated = generatedFiles(packageFile.version);

describe("files that are made from the description of the command line", () => {
  it.each([...generated])("are current: %s (npm run docs)", (file, text) => {
    expect(fs.readFileSync(path.join(root, file), "utf8")).toBe(text);
  });

  it.each([...generated])("name every command and option: %s", (file, text) => {
    // As the manual page writes hyphens, and fish its options.
    const plain = text.replaceAll("\\-", "-").replace(/ -l /g, " --");
    for (const command of commands) {
      expect(plain).toContain(command.name);
      for (const { name } of optionsOf(command)) expect(plain, `${file}, ${command.name}`).toContain(`--${name}`);
    }
  });

  it("leave no command out of the README", () => {
    const readme = fs.readFileSync(path.join(root, "README.md"), "utf8");
    expect(commands.map(({ name }) => name).filter((name) => !readme.includes(`| \`seekline ${name}`))).toEqual([]);
  });
});

describe("the manual page", () => {
  const page = generated.get("docs/seekline.1") ?? "";

  it("holds macros of man(7) only, and text that none can hide in", () => {
    const macros = new Set([...page.matchAll(/^[.'](\S*)/gm)].map(([, name]) => name));
    expect([...macros].sort()).toEqual(["B", "HP", "I", "PP", "RE", "RS", "SH", "SS", "TH", "TP", "ad", "nh"]);
    expect(page).not.toMatch(/[“”…]/);
    expect(page.match(/^\.RS$/gm)?.length).toBe(page.match(/^\.RE$/gm)?.length);
  });

  it("is taken without a warning by groff, where it is installed, and names what there is", () => {
    const groff = spawnSync("groff", ["-ww", "-man", "-Tascii", "-P-cbou"], { input: page, encoding: "utf8" });
    const isInstalled = groff.error === undefined;
    expect(isInstalled ? groff.stderr : "").toBe("");
    const shown = isInstalled ? groff.stdout : page;
    for (const { name } of commands) expect(shown).toMatch(new RegExp(`^(?: {3}|\\.SS )${name}$`, "m"));
  });
});
