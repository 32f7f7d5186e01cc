import { defineConfig } from "@playwright/test";

// Started by `npm run soak -- --hours N`.
export default defineConfig({
  testMatch: "*.inside.ts",
  outputDir: "../../test-results/soak",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // The time is given in hours.
  timeout: 0,
  expect: { timeout: 10 * 60_000 },
  use: { trace: "off" },
});
