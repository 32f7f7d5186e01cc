import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { filesWithOwnWorker } from "./scripts/ownWorkers.mjs";
import { projectRoot } from "./scripts/projectRoot.mjs";
import { enginePlugins } from "./scripts/threadCodePlugin.mjs";

const tests = "{shared,electron,renderer,scripts,bench}/**/*.test.{ts,tsx,mjs}";
const withOwnWorker = [...filesWithOwnWorker(projectRoot, tests)];

export default defineConfig({
  plugins: enginePlugins(),
  test: {
    environment: "node",
    // It is keyed by the imported file alone, but a compiled module depends on its whole folder of sources.
    fsModuleCache: false,
    // By default one core is left idle: of two, that is half the machine. One more than there are, since tests of programs
    // wait for them: whoever waits leaves its core to another.
    maxWorkers: availableParallelism() + 1,
    globalSetup: "electron/testing/madeOnceFolder.ts",
    setupFiles: "electron/testing/stubsTakenBack.ts",
    // Generous, because no test may depend on how fast a machine is: what takes 10 s on a quiet one has taken 320 s on one
    // with eight users. Long forms take what they take.
    testTimeout: process.env.SEEKLINE_LARGE === undefined ? 900_000 : 24 * 3_600_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 600_000, interval: 5 } },
    // The official client warns of every member it does not know, which would bury what matters.
    silent: "passed-only",
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "shared workers",
          include: [tests],
          exclude: [...configDefaults.exclude, ...withOwnWorker],
          isolate: false,
        },
      },
      { extends: true, test: { name: "own workers", include: withOwnWorker } },
    ],
  },
});
