import { defineConfig } from "@playwright/test";

// Started by `network.spec.ts`, in a network namespace of its own.
export default defineConfig({
  testMatch: "*.inside.ts",
  outputDir: "../../test-results/network",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 2 * 60_000,
  expect: { timeout: 30_000 },
  use: { trace: "off", actionTimeout: 60_000 },
});
