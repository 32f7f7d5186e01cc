import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openLastSession } from "./lastSession.ts";

const newFolder = temporaryFolders();

/** Starts of one app, one after the other. */
function starts() {
  const file = path.join(newFolder(), "session.json");
  return () => {
    const session = openLastSession(file);
    // As main does it.
    const { reopening } = session;
    if (reopening.type === "open") session.shows(reopening.paths, reopening.shown, reopening.beside);
    return session;
  };
}

it("opens again what was open when the app ended, and nothing after it was closed", () => {
  const start = starts();
  const first = start();
  expect(first.reopening).toEqual({ type: "nothing" });
  first.shows(["/a"], 0);
  first.end();
  const second = start();
  expect(second.reopening).toEqual({ type: "open", paths: ["/a"], shown: 0 });
  second.shows([], -1);
  second.end();
  expect(start().reopening).toEqual({ type: "nothing" });
});

it("remembers which stood side by side", () => {
  const start = starts();
  const first = start();
  first.shows(["/a", "/b"], 1);
  first.shows(["/a", "/b"], 1, 0);
  first.end();
  const second = start();
  expect(second.reopening).toEqual({ type: "open", paths: ["/a", "/b"], shown: 1, beside: 0 });
  second.shows(["/a", "/b"], 1);
  second.end();
  expect(start().reopening).toEqual({ type: "open", paths: ["/a", "/b"], shown: 1 });
});

it("does not open a file of which the engine died twice, in one session or in two", () => {
  const start = starts();
  const first = start();
  first.shows(["/a"], 0);
  first.engineDied();
  first.end();
  const second = start();
  expect(second.reopening.type).toBe("open");
  second.engineDied();
  second.end();
  const third = start();
  expect(third.reopening).toEqual({ type: "refused", path: "/a", others: [] });
  third.end();
  expect(start().reopening.type).toBe("refused");
});

it("begins anew with a file that somebody opens by hand", () => {
  const start = starts();
  const first = start();
  first.shows(["/a"], 0);
  first.engineDied();
  first.engineDied();
  first.end();
  const second = start();
  second.shows(["/a"], 0);
  second.end();
  expect(start().reopening).toEqual({ type: "open", paths: ["/a"], shown: 0 });
});

it("counts an app that did not end by itself, and no death while nothing was open", () => {
  const start = starts();
  start().shows(["/a"], 0);
  const second = start();
  expect(second.reopening.type).toBe("open");
  const third = start();
  expect(third.reopening.type).toBe("refused");
  third.engineDied();
  third.shows(["/b"], 0);
  third.end();
  expect(start().reopening).toEqual({ type: "open", paths: ["/b"], shown: 0 });
});

it("keeps all tabs in their order, and those of a file that is refused", () => {
  const start = starts();
  const first = start();
  first.shows(["/a", "/b", "/c"], 1);
  first.end();
  const second = start();
  expect(second.reopening).toEqual({ type: "open", paths: ["/a", "/b", "/c"], shown: 1 });
  second.engineDied();
  // Another tab is shown: the death was of the one before.
  second.shows(["/a", "/b", "/c"], 2);
  second.end();
  const third = start();
  expect(third.reopening).toEqual({ type: "open", paths: ["/a", "/b", "/c"], shown: 2 });
  third.engineDied();
  third.engineDied();
  third.end();
  expect(start().reopening).toEqual({ type: "refused", path: "/c", others: ["/a", "/b"] });
});

it("knows at once of a file that was opened", () => {
  const start = starts();
  const first = start();
  first.opened("/a");
  first.opened("/b");
  first.opened("/a");
  first.end();
  const second = start();
  expect(second.reopening).toEqual({ type: "open", paths: ["/a", "/b"], shown: 1 });
  // What is opened again by itself is on probation.
  second.opened("/b");
  second.engineDied();
  second.opened("/b");
  second.engineDied();
  second.end();
  expect(start().reopening).toEqual({ type: "refused", path: "/b", others: ["/a"] });
});

it("opens nothing by itself where an empty tab was shown", () => {
  const start = starts();
  const first = start();
  first.shows(["/a"], -1);
  first.engineDied();
  first.engineDied();
  first.end();
  expect(start().reopening).toEqual({ type: "open", paths: ["/a"], shown: -1 });
});
