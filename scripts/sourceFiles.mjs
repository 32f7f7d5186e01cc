// The project's own sources, for tests that read all of them.

import { readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.mjs";

const folders = ["shared", "electron", "renderer", "bench", "e2e", "scripts"];

/** AssemblyScript is no TypeScript: its folders can import nothing but themselves. */
const assembly = /^electron\/engine\/\w+\/assembly\//;

/** Every source file of the project but those of AssemblyScript, as a path from its root, with slashes. */
export function sourceFiles() {
  return folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((file) => !assembly.test(file)),
  );
}
