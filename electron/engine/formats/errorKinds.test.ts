import { expect, it } from "vitest";
import { acp } from "./acp/acp.ts";
import { posthog } from "./acp/posthog.ts";
import { errorKindsOf, namesError } from "./errorKinds.ts";

it.each([
  ...["error", "ERROR", "Error", "RUN_ERROR", "tool_error", "ToolError", "HTTPError", "XMLHttpError", "error.timeout"],
  ...["api/error", "api-error", "FATAL", "ERR", "errors", "CRIT", "panic", "uncaughtException", "not_found_error"],
  ...["error1", "first error: disk", "Fehler/error"],
])("%s is an error", (kind) => expect(namesError(kind)).toBe(true));

it.each([
  ...["", "no_error", "no-errors", "NoError", "errorless", "terror", "mirrored", "without error", "info", "warning"],
  ...["errorprone", "éerror", "50", "(none)", "critically"],
])("%s is none", (kind) => expect(namesError(kind)).toBe(false));

it("is what a format lists, where it lists any", () => {
  const isError = errorKindsOf({ errorKinds: ["RUN_ERROR", "*/failed"] });
  expect(["RUN_ERROR", "turn/failed", "error", "failed"].map(isError)).toEqual([true, true, false, false]);
});

it.each([acp, posthog])("a call that failed is an error of $name, and one that is done is none", (format) => {
  const isError = errorKindsOf(format);
  expect(isError("session/update/tool_call_update/failed")).toBe(true);
  expect(isError("session/update/tool_call_update/completed")).toBe(false);
  expect(isError("_posthog/error")).toBe(true);
});
