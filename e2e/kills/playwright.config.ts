import { defineConfig } from "@playwright/test";

// Started by `npm run kills -- --app`.
export default defineConfig({
  testMatch: "*.inside.ts",
  outputDir: "../../test-results/kills",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // As often as it was asked for.
  timeout: 0,
  expect: { timeout: 5 * 60_000 },
  use: { trace: "off" },
});
