import { describe, expect, it } from "vitest";
import { installPackages } from "./installLinuxNeeds.mjs";
import { librariesNotFound, missingLibrariesSentence } from "./linuxNeeds.mjs";

describe("missing libraries", () => {
  it("are those that ldd does not find", () => {
    const output = `
	linux-vdso.so.1 (0x00007ffc)
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
	libnss3.so => not found
`;
    expect(librariesNotFound(output)).toEqual(["libgtk-3.so.0", "libnss3.so"]);
    expect(librariesNotFound("not a dynamic executable")).toEqual([]);
  });

  it("are named together with the packages that hold them", () => {
    expect(missingLibrariesSentence(["libgtk-3.so.0"])).toMatch(
      /\(libgtk-3\.so\.0\)\..*apt-get install libgtk-3-0 libnss3/,
    );
    expect(missingLibrariesSentence(["a", "b", "c", "d", "e"])).toContain("(a, b, c and 2 more)");
  });
});

describe("installPackages", () => {
  /** @param {{ root?: boolean, known?: readonly string[], statuses?: Record<string, number> }} [system] */
  async function install({ root = true, known = [], statuses = {} } = {}) {
    /** @type {string[]} */
    const commands = [];
    await installPackages({
      packages: ["xvfb", "libasound2"],
      root,
      apt: async (args) => {
        commands.push(args.join(" "));
        return { status: statuses[args[0] ?? ""] ?? 0 };
      },
      isKnown: async (name) => known.includes(name),
      say: () => undefined,
    });
    return commands;
  }

  it("updates the lists first", async () => {
    expect(await install()).toEqual(["update", "install -y --no-install-recommends xvfb libasound2"]);
  });

  it("uses the names of newer releases where there are such", async () => {
    expect(await install({ known: ["libasound2t64"] })).toContain(
      "install -y --no-install-recommends xvfb libasound2t64",
    );
  });

  it("tries with the lists it has when they cannot be updated", async () => {
    expect(await install({ statuses: { update: 100 } })).toHaveLength(2);
  });

  it("fails when apt-get fails", async () => {
    await expect(install({ statuses: { install: 100 } })).rejects.toThrow("apt-get could not install xvfb libasound2");
  });

  it("says what to install when it may not do so itself", async () => {
    await expect(install({ root: false })).rejects.toThrow("sudo apt-get install xvfb libasound2");
  });
});
