import { readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { wrongImport } from "./importRules.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { sourceFiles } from "./sourceFiles.mjs";

/**
 * All that a file imports: by `import` and `export … from`, for types or values, by `import()` of both kinds, and by
 * `new URL("…", import.meta.url)`.
 * @param {string} file
 * @param {string} source
 * @returns {readonly string[]}
 */
function importsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  /** @type {string[]} */
  const found = [];
  visit(program, (node) => {
    const ofUrl = node.type === "NewExpression" && node.callee?.name === "URL" ? node.arguments?.[0]?.value : undefined;
    if (typeof ofUrl === "string" && /^\.{1,2}\/.*\.(ts|tsx|mjs)$/.test(ofUrl)) found.push(ofUrl);
    if (typeof node.source?.value === "string") found.push(node.source.value);
  });
  return found;
}

/**
 * @param {unknown} tree
 * @param {(node: any) => void} callback
 */
function visit(tree, callback) {
  if (typeof tree !== "object" || tree === null) return;
  if ("type" in tree) callback(tree);
  for (const child of Object.values(tree)) visit(child, callback);
}

describe("the tree", () => {
  it("imports only in the direction of the architecture", () => {
    const files = sourceFiles();
    const wrong = files.flatMap((file) =>
      importsOf(file, readFileSync(path.join(projectRoot, file), "utf8"))
        .map((specifier) => wrongImport(file, specifier))
        .filter((sentence) => sentence !== undefined)
        .map((sentence) => `${file}: ${sentence}`),
    );
    expect(files).toContain("scripts/importRules.mjs");
    expect(wrong).toEqual([]);
  });
});

describe("reading imports", () => {
  it.each([
    ["a value", `import { a } from "./a.ts";`, ["./a.ts"]],
    ["a type", `import type { A } from "./a.ts";`, ["./a.ts"]],
    ["a side effect", `import "./a.css";`, ["./a.css"]],
    ["an export", `export { a } from "./a.ts"; export * from "./b.ts";`, ["./a.ts", "./b.ts"]],
    ["a dynamic import", `const a = await import("./a.ts");`, ["./a.ts"]],
    ["an inline type", `let a: import("./a.ts").A | undefined;`, ["./a.ts"]],
    ["a worker", `new Worker(new URL("./a.ts", import.meta.url));`, ["./a.ts"]],
    ["no folder", `new URL("..", import.meta.url);`, []],
    ["no comment", `// import "./a.ts";\nconst text = 'import "./b.ts"';`, []],
  ])("finds %s", (_name, source, expected) => {
    expect(importsOf("x.ts", source)).toEqual(expected);
  });
});

describe("the rules", () => {
  it.each([
    ["shared/rows.ts", "./units.ts"],
    ["shared/rows.ts", "zod"],
    ["shared/rows.test.ts", "vitest"],
    ["shared/rows.test.ts", "node:fs"],
    ["electron/main/main.ts", "electron"],
    ["electron/main/main.ts", "../../shared/rows.ts"],
    ["electron/preload/preload.ts", "electron"],
    ["electron/engine/utility.ts", "electron"],
    ["electron/engine/utility.ts", "./session.ts"],
    ["electron/engine/session.ts", "./query/rowSet.ts"],
    ["electron/engine/query/rowSet.ts", "../index/directory.ts"],
    ["electron/engine/scanner/scanner.ts", "./assembly/scanner.ts?wasm"],
    ["electron/engine/scanner/scanner.test.ts", "../../cli/generator/random.ts"],
    ["electron/engine/scanner/scanner.test.ts", "../../testing/temporaryFolders.ts"],
    ["electron/main/grants.test.ts", "../testing/temporaryFolders.ts"],
    ["electron/cli/cli.ts", "../engine/session.ts"],
    ["renderer/rows/RowList.tsx", "../data/store.ts"],
    ["renderer/rows/RowList.tsx", "react"],
    ["renderer/rows/RowList.tsx", "../controls/Button.tsx"],
    ["renderer/frame/App.tsx", "../rows/RowList.tsx"],
    ["renderer/main.tsx", "./frame/App.tsx"],
    ["e2e/open.spec.ts", "electron"],
    ["scripts/start.mjs", "node:path"],
  ])("allow %s to import %s", (importer, specifier) => {
    expect(wrongImport(importer, specifier)).toBeUndefined();
  });

  it.each([
    ["shared/rows.ts", "../electron/engine/session.ts"],
    ["shared/rows.ts", "react"],
    ["shared/rows.ts", "node:fs"],
    ["shared/rows.ts", "fs"],
    ["shared/rows.test.ts", "../electron/engine/session.ts"],
    ["electron/main/main.ts", "../engine/session.ts"],
    ["electron/main/main.ts", "../../renderer/data/store.ts"],
    ["electron/main/main.test.ts", "../../renderer/data/store.ts"],
    ["electron/main/main.test.ts", "../engine/session.ts"],
    ["electron/preload/preload.ts", "node:fs"],
    ["electron/preload/preload.ts", "../engine/session.ts"],
    ["electron/engine/session.ts", "electron"],
    ["electron/engine/session.ts", "electron/main"],
    ["electron/engine/session.ts", "../main/main.ts"],
    ["electron/engine/session.ts", "../cli/cli.ts"],
    ["electron/engine/source/file.ts", "../scanner/scanner.ts"],
    ["electron/engine/scanner/scanner.ts", "../index/directory.ts"],
    ["electron/engine/index/directory.ts", "../query/rowSet.ts"],
    ["electron/engine/formats/agui/agui.ts", "../../conversation/assembler.ts"],
    ["electron/engine/snapshot/assembler.ts", "../export/records.ts"],
    ["electron/engine/query/rowSet.ts", "../session.ts"],
    ["electron/engine/scanner/scanner.ts", "../../testing/temporaryFolders.ts"],
    ["electron/cli/cli.ts", "electron"],
    ["electron/cli/cli.ts", "../main/main.ts"],
    ["bench/main.ts", "electron"],
    ["renderer/data/store.ts", "node:path"],
    ["renderer/data/store.ts", "electron"],
    ["renderer/data/store.ts", "../rows/RowList.tsx"],
    ["renderer/rows/RowList.tsx", "../detail/Detail.tsx"],
    ["renderer/rows/RowList.tsx", "../frame/App.tsx"],
    ["renderer/controls/Button.tsx", "../frame/App.tsx"],
    ["renderer/controls/Button.tsx", "../rows/RowList.tsx"],
    ["renderer/frame/App.tsx", "../../electron/engine/session.ts"],
    ["e2e/open.spec.ts", "../electron/main/main.ts"],
    ["scripts/start.mjs", "vite"],
    ["elsewhere/file.ts", "zod"],
  ])("forbid %s to import %s", (importer, specifier) => {
    expect(wrongImport(importer, specifier)).toContain(specifier === "zod" ? "belongs to no part" : "must not import");
  });
});
