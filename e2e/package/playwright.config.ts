import { defineConfig } from "@playwright/test";

// Started by `npm run package:test`, which makes the packages and names them.
export default defineConfig({
  testMatch: "*.package.ts",
  outputDir: "../../test-results/package",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 5 * 60_000,
  expect: { timeout: 120_000 },
  use: { trace: "off", actionTimeout: 60_000 },
});
