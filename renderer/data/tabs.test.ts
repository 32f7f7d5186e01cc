import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { GrantedFile } from "../../shared/desktop.ts";
import { mostTabs } from "../../shared/desktop.ts";
import { createTabs } from "./tabs.ts";
import { file, nobody, otherFile, testConnections, testSettings } from "./testEngine.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const rest = () => vi.advanceTimersByTimeAsync(0);

async function begin() {
  const connections = testConnections(1000);
  const settings = testSettings();
  const tabs = createTabs({ desktop: nobody, settings, connect: connections.connect, now: () => Date.now() });
  await rest();
  const state = () => tabs.store.getState();
  return {
    ...connections,
    tabs,
    settings,
    state,
    async open(files: readonly GrantedFile[], shown: number | undefined = 0) {
      tabs.open(
        files.map((one) => ({ file: one, found: undefined })),
        shown,
      );
      await rest();
    },
    async show(place: number) {
      tabs.showAt(place);
      await rest();
    },
    /** Of each tab: what is open in it, or waits (in brackets); a star marks the active one. */
    seen: () =>
      state().tabs.map(({ id, workspace, waiting }) => {
        const open = workspace.transcript.getState();
        const name = open.phase === "none" ? "" : open.file.name;
        return `${waiting === undefined ? name : `(${waiting.file.name})`}${id === state().active ? "*" : ""}`;
      }),
  };
}

const manyFiles = (count: number): readonly GrantedFile[] =>
  Array.from({ length: count }, (_, at) => ({ id: `grant-${at}`, name: `${at}.jsonl`, folder: "/tmp" }));

it("opens the first file in the empty tab and each other one in a tab of its own, when it is shown", async () => {
  const { open, show, seen, tabs } = await begin();
  await open([file, otherFile]);
  expect(seen()).toEqual(["a.jsonl*", "(b.jsonl)"]);
  await show(1);
  expect(seen()).toEqual(["a.jsonl", "b.jsonl*"]);
  // One that is open already is only shown.
  await open([file]);
  expect(seen()).toEqual(["a.jsonl*", "b.jsonl"]);
  tabs.add();
  expect(seen()).toEqual(["a.jsonl", "b.jsonl", "*"]);
  await show(-1);
  tabs.step(1);
  expect(seen()).toEqual(["a.jsonl*", "b.jsonl", ""]);
});

it("keeps filter and look of each tab, and all else in common", async () => {
  const { open, show, tabs, settings } = await begin();
  await open([file, otherFile]);
  tabs.active().viewing.setText("kind:RAW", "choice");
  tabs.active().settings.setState({ look: "conversation", density: "compact" });
  await rest();
  await show(1);
  const second = tabs.active();
  expect(second.viewing.store.getState().shown?.filter).toBe("");
  second.settings.setState({ look: "events" });
  settings.setState({ facetsWidth: 300 });
  await show(0);
  expect(tabs.active().viewing.store.getState().shown?.filter).toBe("kind:RAW");
  expect(tabs.active().settings.getState()).toMatchObject({
    look: "conversation",
    density: "compact",
    facetsWidth: 300,
  });
  expect(second.settings.getState()).toMatchObject({ look: "events", density: "compact", facetsWidth: 300 });
});

it("closes tabs, shows the one that was used before, and never has none", async () => {
  const { open, show, seen, state, tabs } = await begin();
  await open(manyFiles(3));
  await show(2);
  await show(0);
  tabs.close(state().active);
  await rest();
  expect(seen()).toEqual(["(1.jsonl)", "2.jsonl*"]);
  tabs.close(state().tabs[0]?.id ?? -1);
  tabs.close(state().active);
  await rest();
  expect(seen()).toEqual(["*"]);
});

it("moves tabs, the active one by one place, and never beyond an end", async () => {
  const { open, seen, state, tabs } = await begin();
  await open(manyFiles(3));
  const [first, , third] = state().tabs;
  tabs.move(first?.id ?? -1, 2);
  expect(seen()).toEqual(["(1.jsonl)", "(2.jsonl)", "0.jsonl*"]);
  tabs.shift(1);
  expect(seen()).toEqual(["(1.jsonl)", "(2.jsonl)", "0.jsonl*"]);
  tabs.shift(-1);
  expect(seen()).toEqual(["(1.jsonl)", "0.jsonl*", "(2.jsonl)"]);
  tabs.move(third?.id ?? -1, 0);
  expect(seen()).toEqual(["(2.jsonl)", "(1.jsonl)", "0.jsonl*"]);
  tabs.move(-1, 0);
  expect(tabs.places().active).toBe(2);
});

it("tells which stood side by side, and opens them so", async () => {
  const first = await begin();
  await first.open(manyFiles(3));
  expect(first.tabs.places()).not.toHaveProperty("beside");
  await first.show(2);
  await first.show(0);
  first.tabs.toggleBeside();
  const { places, active, beside } = first.tabs.places();
  expect([places.length, active, beside]).toEqual([3, 0, 2]);
  const second = await begin();
  const waiting = manyFiles(3).map((one) => ({ file: one, found: undefined }));
  second.tabs.open(waiting, active, beside);
  await rest();
  expect(second.seen()).toEqual(["0.jsonl*", "(1.jsonl)", "2.jsonl"]);
  expect(second.state().beside).toBe(second.state().tabs[2]?.id);
  // One stood beside itself.
  const third = await begin();
  third.tabs.open([...waiting.slice(0, 1), ...waiting.slice(0, 1)], 0, 1);
  await rest();
  expect(third.seen()).toEqual(["0.jsonl*", "0.jsonl"]);
  expect(third.state().beside).toBe(third.state().tabs[1]?.id);
});

it("lets tabs wait that were not shown for long, and opens them where they were", async () => {
  const { open, show, seen, tabs, engine } = await begin();
  await open(manyFiles(9));
  tabs.active().viewing.setText("kind:RAW", "choice");
  await rest();
  for (let place = 1; place < 9; place += 1) await show(place);
  expect(seen().filter((name) => name.startsWith("("))).toEqual(["(0.jsonl)", "(1.jsonl)", "(2.jsonl)"]);
  expect(engine().paramsOf("close")).toHaveLength(3);
  await show(0);
  expect(seen()[0]).toBe("0.jsonl*");
  expect(tabs.active().viewing.store.getState().shown?.filter).toBe("kind:RAW");
});

it("leaves a tab open in which something is under way", async () => {
  const { open, show, seen, tabs } = await begin();
  await open(manyFiles(9));
  tabs.active().setBusy(true);
  for (let place = 1; place < 9; place += 1) await show(place);
  expect(seen()[0]).toBe("0.jsonl");
});

it("opens again only what is shown when the engine has died, and the others when they are shown", async () => {
  const { open, show, seen, tabs, engine, engines } = await begin();
  await open([file, otherFile]);
  await show(1);
  engine().close();
  tabs.engineRestarted("it crashed", true);
  await rest();
  expect(engines).toHaveLength(2);
  expect(seen()).toEqual(["(a.jsonl)", "b.jsonl*"]);
  expect(engine().paramsOf("open")).toEqual([{ file: otherFile.id }]);
  expect(tabs.active().notices.getState().notice?.text).toContain("“b.jsonl” is opened again.");
  await show(0);
  expect(seen()).toEqual(["a.jsonl*", "b.jsonl"]);
});

it("shows two side by side, the one used before, or the same once more", async () => {
  const { open, show, seen, state, tabs } = await begin();
  await open([file]);
  tabs.active().viewing.setText("kind:RAW", "choice");
  await rest();
  tabs.toggleBeside();
  await rest();
  expect(seen()).toEqual(["a.jsonl*", "a.jsonl"]);
  const [left, right] = state().tabs;
  expect(state().beside).toBe(right?.id);
  expect(right?.workspace.viewing.store.getState().shown?.filter).toBe("kind:RAW");
  tabs.toOtherSide();
  expect(state()).toMatchObject({ active: right?.id, beside: left?.id });
  await open([otherFile]);
  // A third one takes the place of the active one.
  expect(state().beside).toBe(left?.id);
  tabs.toggleBeside();
  expect(state().beside).toBeUndefined();
  tabs.toggleBeside();
  expect(state().beside).toBe(right?.id);
  await show(1);
  tabs.close(state().active);
  expect(state().beside).toBeUndefined();
});

it("marks in both what is marked in one of two tabs of a file", async () => {
  const { open, state, tabs } = await begin();
  await open([file]);
  tabs.toggleBeside();
  await rest();
  const [left, right] = state().tabs.map(({ workspace }) => workspace);
  await left?.bookmarks.toggle({ record: 4, kind: "RAW" });
  await rest();
  await right?.bookmarks.toggle({ record: 8, kind: "RAW" });
  await rest();
  expect([...(left?.bookmarks.store.getState().all.keys() ?? [])]).toEqual([4, 8]);
});

it("tells the places of all tabs, those that wait included", async () => {
  const { open, tabs } = await begin();
  tabs.add();
  await open([file, otherFile]);
  expect(tabs.places()).toMatchObject({ places: [{ file: file.id }, { file: otherFile.id }], active: 0 });
  tabs.add();
  expect(tabs.places().active).toBe(-1);
});

it("has an end of tabs, and says what is not opened", async () => {
  const { open, state, tabs } = await begin();
  await open(manyFiles(mostTabs + 3));
  expect(state().tabs).toHaveLength(mostTabs);
  expect(tabs.active().notices.getState().notice?.text).toBe("There are 50 tabs at most: 3 more files are not opened.");
  const notice = () => tabs.active().notices.getState().notice?.text;
  tabs.add();
  expect(notice()).toBe("There are 50 tabs at most. Close one to open another.");
  // Those that are open need no room, whatever else is given with them.
  const another = { ...file, id: "another", name: "another.jsonl" };
  await open([...manyFiles(3), another]);
  expect(notice()).toBe("There are 50 tabs at most: 1 more file is not opened.");
  expect(tabs.open([{ file: another, found: undefined }], 0)).toBeUndefined();
  expect(notice()).toBe("There are 50 tabs at most: 1 more file is not opened.");
  expect(state().tabs).toHaveLength(mostTabs);
});

it("leaves an empty tab as it is when none of the files is to be shown", async () => {
  const { tabs, seen } = await begin();
  tabs.open([{ file, found: undefined }], undefined);
  await rest();
  expect(seen()).toEqual(["*", "(a.jsonl)"]);
});
