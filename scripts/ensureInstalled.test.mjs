import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureInstalled, installCommand } from "./ensureInstalled.mjs";

/** @type {string} */
let root;
/** @type {string[]} */
let ran;

const dependencies = { zod: "4.6.7" };
const packages = {
  "node_modules/zod": { version: "4.6.7", integrity: "sha512-zod" },
  "node_modules/only-on-mac": { version: "1.0.0", integrity: "sha512-mac", optional: true },
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "seekline-install-"));
  ran = [];
  write("package.json", { dependencies });
  write("package-lock.json", { packages: { "": { dependencies }, ...packages } });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {unknown} content
 */
function write(name, content) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), JSON.stringify(content));
}

/** @param {Record<string, unknown>} present What lies in `node_modules`, as npm itself records it. */
function writeInstalled(present) {
  write("node_modules/.package-lock.json", { packages: present });
}

/** An npm that installs what the lockfile says, at once. */
function settings() {
  return {
    root,
    say: () => undefined,
    npm: async (/** @type {readonly string[]} */ args) => {
      ran.push(String(args[0]));
      writeInstalled(packages);
      return { status: 0 };
    },
  };
}

describe("ensureInstalled", () => {
  it("installs in a fresh clone, and only once", async () => {
    await ensureInstalled(settings());
    await ensureInstalled(settings());
    expect(ran).toEqual(["ci"]);
  });

  it("installs once when several commands start together", async () => {
    await Promise.all([ensureInstalled(settings()), ensureInstalled(settings()), ensureInstalled(settings())]);
    expect(ran).toEqual(["ci"]);
  });

  it("says that npm failed", async () => {
    const failing = ensureInstalled({ ...settings(), npm: async () => ({ status: 7 }) });
    await expect(failing).rejects.toThrow("npm ci failed with status 7");
  });
});

describe("installCommand", () => {
  it("is content when everything is there but another platform's packages", () => {
    writeInstalled({ "node_modules/zod": packages["node_modules/zod"] });
    expect(installCommand(root)).toBeUndefined();
  });

  it.each([
    ["a package is missing", {}],
    ["a package has another version", { "node_modules/zod": { version: "4.6.6", integrity: "sha512-zod" } }],
    ["a package has other contents", { "node_modules/zod": { version: "4.6.7", integrity: "sha512-other" } }],
  ])("asks for npm ci when %s", (_case, present) => {
    writeInstalled(present);
    expect(installCommand(root)).toBe("ci");
  });

  it("asks for npm install when package.json was edited and the lockfile was not", () => {
    writeInstalled(packages);
    write("package.json", { dependencies: { ...dependencies, react: "19.3.1" } });
    expect(installCommand(root)).toBe("install");
  });

  it("asks for npm install when there is no lockfile", () => {
    rmSync(path.join(root, "package-lock.json"));
    expect(installCommand(root)).toBe("install");
  });
});
