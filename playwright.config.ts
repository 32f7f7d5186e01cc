import { defineConfig } from "@playwright/test";

// The app under test is Electron at SEEKLINE_ELECTRON, started by each test; `npm run e2e` and `npm test` set it.
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One app at a time on a screen, whose focus and clipboard two windows would share; `scripts/e2e.mjs` has several.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  // Generous, because no test may depend on how fast a machine is.
  timeout: 15 * 60_000,
  expect: { timeout: 120_000 },
  use: { trace: "off", actionTimeout: 60_000 },
});
