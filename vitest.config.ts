import { defineConfig } from "vitest/config";
import { enginePlugins } from "./scripts/threadCodePlugin.mjs";

export default defineConfig({
  plugins: enginePlugins(),
  test: {
    environment: "node",
    // It is keyed by the imported file alone, but a compiled module depends on its whole folder of sources.
    fsModuleCache: false,
    include: ["{shared,electron,renderer,scripts,bench}/**/*.test.{ts,tsx,mjs}"],
    exclude: ["**/node_modules/**", "electron/engine/scanner/assembly/**"],
    // Generous, because no test may depend on how fast a machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
