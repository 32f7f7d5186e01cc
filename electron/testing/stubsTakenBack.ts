// Behind each test, the environment is the process's own again: by themselves stubs last until the next test begins, and
// what the next file reads while it is loaded, before any test, would be those of the file before.

import { afterEach, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
});
