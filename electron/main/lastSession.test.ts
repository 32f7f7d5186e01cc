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
    if (session.reopening.type === "open") session.shows(session.reopening.path);
    return session;
  };
}

it("opens again what was open when the app ended, and nothing after it was closed", () => {
  const start = starts();
  const first = start();
  expect(first.reopening).toEqual({ type: "nothing" });
  first.shows("/a");
  first.end();
  const second = start();
  expect(second.reopening).toEqual({ type: "open", path: "/a" });
  second.shows(undefined);
  second.end();
  expect(start().reopening).toEqual({ type: "nothing" });
});

it("does not open a file of which the engine died twice, in one session or in two", () => {
  const start = starts();
  const first = start();
  first.shows("/a");
  first.engineDied();
  first.end();
  const second = start();
  expect(second.reopening.type).toBe("open");
  second.engineDied();
  second.end();
  const third = start();
  expect(third.reopening).toEqual({ type: "refused", path: "/a" });
  third.end();
  expect(start().reopening.type).toBe("refused");
});

it("begins anew with a file that somebody opens by hand", () => {
  const start = starts();
  const first = start();
  first.shows("/a");
  first.engineDied();
  first.engineDied();
  first.end();
  const second = start();
  second.shows("/a");
  second.end();
  expect(start().reopening).toEqual({ type: "open", path: "/a" });
});

it("counts an app that did not end by itself, and no death while nothing was open", () => {
  const start = starts();
  start().shows("/a");
  const second = start();
  expect(second.reopening.type).toBe("open");
  const third = start();
  expect(third.reopening.type).toBe("refused");
  third.engineDied();
  third.shows("/b");
  third.end();
  expect(start().reopening).toEqual({ type: "open", path: "/b" });
});
