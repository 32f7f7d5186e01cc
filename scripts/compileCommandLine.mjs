// The last step of a build: the command line once more, as CommonJS, with what this very runtime has compiled of it
// (electron/cli/compiledProgram.ts). Another runtime takes the modules that stand beside it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { loadedTogether } from "./loadedTogether.mjs";
import { runProgram } from "./runProgram.mjs";
import { enginePlugins } from "./threadCodePlugin.mjs";

/**
 * @param {string} root
 * @returns {Promise<void>} Rejects when it fails.
 */
export async function compileCommandLine(root) {
  const programs = path.join(root, "out/main");
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [...enginePlugins(), asciiPlugin()],
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, "electron/cli/runCli.ts"),
      target: "node20.19",
      outDir: path.join(programs, "compiled"),
      emptyOutDir: true,
      rolldownOptions: {
        output: {
          format: "cjs",
          entryFileNames: "[name].cjs",
          chunkFileNames: "[name]-[hash].cjs",
          codeSplitting: { groups: loadedTogether },
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  });
  await buildProgram(root, programs);
  // Times are numbers in one of them and texts in the other.
  const samples = ["weather-agent", "late-types"].map((name) => path.join(root, `samples/${name}.jsonl`));
  await keepCompiled(path.join(programs, "compile.js"), samples);
}

/**
 * The program itself, one small file.
 * @param {string} root
 * @param {string} programs
 * @returns {Promise<void>}
 */
async function buildProgram(root, programs) {
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [asciiPlugin()],
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, "electron/cli/quickCli.ts"),
      target: "node20.19",
      outDir: programs,
      emptyOutDir: false,
      rolldownOptions: {
        output: {
          format: "cjs",
          entryFileNames: "cli.cjs",
          codeSplitting: false,
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  });
}

/**
 * The runtime takes two bytes for each character of a text that holds one beyond Latin-1, and half a MB more at a start is one more
 * collection of garbage. In code such characters stand in texts and expressions alone, so they can be spelled.
 * @returns {import("vite").Plugin}
 */
function asciiPlugin() {
  return {
    name: "seekline:ascii",
    generateBundle: (_, bundle) => {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = file.code.replace(/[^\0-\x7f]/g, spelled);
      }
    },
  };
}

/** @param {string} unit */
function spelled(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * @param {string} program
 * @param {readonly string[]} samples
 * @returns {Promise<void>}
 */
async function keepCompiled(program, samples) {
  const cache = mkdtempSync(path.join(tmpdir(), "seekline-build-"));
  try {
    const env = { ...process.env, SEEKLINE_CACHE_DIR: cache, SEEKLINE_THREADS: "1" };
    const { status, output } = await runProgram(process.execPath, [program, cache, ...samples], {
      env,
      output: "capture",
    });
    if (status !== 0) throw new Error(`The command line could not be compiled: ${output}`);
  } finally {
    rmSync(cache, { recursive: true });
  }
}
