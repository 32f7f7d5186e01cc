import { describe, expect, it, vi } from "vitest";
import type { ShownSizes } from "../../shared/desktop.ts";
import type { ErrorEntry } from "../../shared/errorEntry.ts";
import { file, setUpWorkspace } from "./testEngine.ts";
import { copyReport, logUnexpected, tellUnexpectedFailure, watchUnexpected } from "./unexpectedErrors.ts";

/** A workspace whose main notes what it is told. */
function setUp() {
  const { workspace } = setUpWorkspace(10);
  const logged: ErrorEntry[] = [];
  const copied: (ShownSizes | undefined)[] = [];
  const desktop = {
    ...workspace.desktop,
    reportError: async (entry: ErrorEntry) => void logged.push(entry),
    copyReport: async (shown: ShownSizes | undefined) => void copied.push(shown),
  };
  return { workspace: { ...workspace, desktop }, logged, copied, notice: () => workspace.notices.getState().notice };
}

describe("an unexpected error of the page", () => {
  it("is logged without its words, and told in a calm sentence with a button", async () => {
    const { workspace, logged, copied, notice } = setUp();
    const page = new EventTarget();
    watchUnexpected(() => workspace, page);
    page.dispatchEvent(Object.assign(new Event("error"), { error: new TypeError("secret words") }));
    expect(logged).toMatchObject([{ program: "page", call: "event", error: "TypeError" }]);
    expect(JSON.stringify(logged)).not.toContain("secret");
    expect(notice()?.text).toMatch(/^Something unexpected happened\. .+ no fault of yours/);
    expect(notice()?.action?.label).toBe("Copy report");
    notice()?.action?.run();
    await expect.poll(() => notice()?.text).toMatch(/^The report is copied/);
    expect(copied).toEqual([undefined]);

    page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: new RangeError("more words") }));
    expect(logged.at(-1)).toMatchObject({ call: "promise", error: "RangeError" });
  });

  it("is none when the browser only remarks on something", () => {
    const { workspace, logged, notice } = setUp();
    const page = new EventTarget();
    watchUnexpected(() => workspace, page);
    page.dispatchEvent(Object.assign(new Event("error"), { error: null, message: "ResizeObserver loop completed" }));
    expect(logged).toEqual([]);
    expect(notice()).toBeUndefined();
  });

  it("harms nothing when main does not answer", async () => {
    const { workspace } = setUp();
    const reportError = vi.fn(() => Promise.reject(new Error("gone")));
    logUnexpected({ desktop: { ...workspace.desktop, reportError } }, "draw", new Error("x"));
    await Promise.resolve();
    expect(reportError).toHaveBeenCalledOnce();
  });
});

describe("a report", () => {
  it("says how much is open, and not what", async () => {
    const { workspace, copied } = setUp();
    await workspace.open(file);
    await copyReport(workspace);
    expect(copied).toEqual([{ format: "ag-ui", bytes: expect.any(Number), records: 10, phase: "indexed" }]);
  });
});

describe("a failure of the engine", () => {
  it("is told with a button when it is a bug, and left to whoever asked otherwise", () => {
    const { workspace, notice } = setUp();
    tellUnexpectedFailure(workspace, { code: "cancelled" });
    expect(notice()).toBeUndefined();
    tellUnexpectedFailure(workspace, { code: "unexpected", call: "rows" });
    expect(notice()).toMatchObject({ text: expect.stringContaining("(rows)"), action: { label: "Copy report" } });
  });
});
