// The transcripts that are open at once, each in a tab with a workspace of its own, and which of them are shown: one, or two
// side by side. All share one connection to the engine.
//
// Memory is bounded: of the tabs that are not shown, those that were used last stay open, and the others wait: they are closed
// in the engine, and opened where they were when they are shown. After a death of the engine all that are not shown wait, so it is
// never fed a file that nobody looks at.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Desktop, GrantedFile, ShownTabs } from "../../shared/desktop.ts";
import { mostTabs } from "../../shared/desktop.ts";
import type { Connection } from "./connection.ts";
import { keepConnected } from "./connection.ts";
import type { EngineClient } from "./engineClient.ts";
import { formatCount } from "./format.ts";
import type { Memory } from "./opening.ts";
import type { Settings } from "./settings.ts";
import { createTabMaker } from "./tabMaker.ts";
import { fileOf, leftIn, phaseOf, placesOf } from "./tabPlaces.ts";
import type { Workspace } from "./workspace.ts";

/** Its workspace lives as long as the tab, also while nothing is open in it. */
export interface Tab {
  readonly id: number;
  readonly workspace: Workspace;
  /** What is opened in it when it is shown. */
  readonly waiting: WaitingFile | undefined;
}

/** A file that is opened in a tab as soon as that is shown. */
export interface WaitingFile {
  readonly file: GrantedFile;
  /** To be found again in it; undefined: as it was left last. */
  readonly found: Memory | undefined;
}

/** Active and beside are ids of two different tabs among `tabs`. */
export interface TabsState {
  /** In the order in which they stand; at least one. */
  readonly tabs: readonly Tab[];
  /** The one that keys and commands are for. */
  readonly active: number;
  /** Shown next to it. */
  readonly beside: number | undefined;
}

/**
 * Where all tabs together are acted on; what is of one transcript is its workspace's. Ids are of tabs, and never used
 * again.
 */
export interface Tabs {
  readonly store: StoreApi<TabsState>;
  readonly settings: StoreApi<Settings>;
  active(): Workspace;
  /**
   * Each in a tab, and shows one of them, which is answered. One that is open already is only shown. Undefined: none is shown,
   * as none is for which there is no room. `beside`: shown next to it.
   */
  open(files: readonly WaitingFile[], shown: number | undefined, beside?: number): Workspace | undefined;
  /** An empty tab. */
  add(): void;
  show(id: number): void;
  /** The one at a place, from 0; -1 is the last. */
  showAt(place: number): void;
  /** The one so many further on, around the ends. */
  step(by: 1 | -1): void;
  close(id: number): void;
  /** All but one, which is shown. */
  closeOthers(id: number): void;
  /** Puts a tab where another one stands, counted from 0. */
  move(id: number, place: number): void;
  /** Moves the active tab one place. */
  shift(by: 1 | -1): void;
  /** Shows another one next to the active tab, or no longer; `id`: that one. */
  toggleBeside(id?: number): void;
  /** Makes the one that is beside the active one. */
  toOtherSide(): void;
  /** What would have to be found again if the page were loaded anew. */
  places(): ShownTabs;
  /** Main says that another engine runs now. `isUnexpected`: the one before has ended by itself. */
  engineRestarted(reason: string, isUnexpected: boolean): void;
  /** Calls back whenever what is shown has changed, in any tab. Returns how to stop. */
  watch(listener: () => void): () => void;
}

/**
 * `settings` are the window's: each tab gets its own from them. `connect` is called again after each death of the
 * engine.
 */
export interface TabsParts {
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly connect: () => Promise<EngineClient>;
  readonly now: () => number;
}

/** Tabs that are open in the engine, beside those that are being indexed or exported. */
const mostOpen = 6;

/** Begins with one empty tab. `now`: the time, in ms since 1970. */
export function createTabs({ desktop, settings, connect, now }: TabsParts): Tabs {
  const connection: Connection = keepConnected(connect);
  // Before any workspace hears of it, which would open its file again.
  connection.state.subscribe(({ phase }) => {
    if (phase === "restarting") letWait(hidden());
  });
  const maker = createTabMaker({ desktop, settings, connection, now, onChange: tellListeners });
  /** By id, used last first. */
  let used: readonly number[] = [];
  const listeners = new Set<() => void>();
  const first = maker.make();
  const store = createStore<TabsState>(() => ({ tabs: [first], active: first.id, beside: undefined }));
  used = [first.id];
  store.subscribe(tellListeners);

  function tellListeners(): void {
    for (const listener of listeners) listener();
  }

  function tabOf(id: number | undefined): Tab | undefined {
    return store.getState().tabs.find((tab) => tab.id === id);
  }

  function activeTab(): Tab {
    const found = tabOf(store.getState().active);
    if (found === undefined) throw new Error("the active tab is gone");
    return found;
  }

  function hidden(): readonly Tab[] {
    const { tabs, active, beside } = store.getState();
    return tabs.filter(({ id }) => id !== active && id !== beside);
  }

  function change(id: number, waiting: WaitingFile | undefined): void {
    store.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? { ...tab, waiting } : tab)) }));
  }

  function letWait(tabs: readonly Tab[]): void {
    for (const { id, workspace } of tabs) {
      const left = leftIn(workspace);
      if (left === undefined) continue;
      change(id, left);
      workspace.close();
    }
  }

  /** Those that were used longest ago wait; never one that is busy. */
  function letOldOnesWait(): void {
    const old = hidden()
      .filter(({ id, workspace }) => workspace.isOpenAndIdle() && used.includes(id))
      .sort((a, b) => used.indexOf(a.id) - used.indexOf(b.id));
    const { beside } = store.getState();
    letWait(old.slice(Math.max(0, mostOpen - (beside === undefined ? 1 : 2))));
  }

  function wake(tab: Tab | undefined): void {
    if (tab?.waiting === undefined) return;
    const { file, found } = tab.waiting;
    change(tab.id, undefined);
    void tab.workspace.open(file, found);
  }

  function show(id: number): void {
    const { active, beside } = store.getState();
    if (tabOf(id) === undefined) return;
    used = [id, ...used.filter((other) => other !== id)];
    if (id !== active) store.setState({ active: id, ...(id === beside ? { beside: active } : {}) });
    wake(tabOf(id));
    letOldOnesWait();
  }

  /** A new tab behind the others; undefined when there is no room for it. */
  function append(waiting?: WaitingFile): number | undefined {
    const { tabs } = store.getState();
    if (tabs.length >= mostTabs) return undefined;
    const tab = maker.make();
    store.setState({ tabs: [...tabs, { ...tab, waiting }] });
    return tab.id;
  }

  /**
   * The tab of a file: that it is open in already, the empty one that is shown if it may be taken, or a new one. Undefined when
   * there is no room for that.
   */
  function place(wanted: WaitingFile, takesEmpty: boolean): number | undefined {
    const { tabs } = store.getState();
    const there = tabs.find((tab) => fileOf(tab)?.id === wanted.file.id);
    if (there !== undefined) {
      if (there.workspace.transcript.getState().phase === "failed") change(there.id, wanted);
      return there.id;
    }
    const active = activeTab();
    const isEmpty = active.waiting === undefined && ["none", "failed"].includes(phaseOf(active));
    const id = isEmpty && takesEmpty ? active.id : append();
    if (id !== undefined) change(id, wanted);
    return id;
  }

  function open(
    files: readonly WaitingFile[],
    shown: number | undefined,
    beside: number | undefined,
  ): Workspace | undefined {
    const ids = files.map((file) => place(file, shown !== undefined));
    const id = shown === undefined ? undefined : (ids[shown] ?? ids[0]);
    if (id !== undefined) show(id);
    const second = beside === undefined ? undefined : files[beside];
    if (id !== undefined && beside !== undefined && second !== undefined) {
      // One that stood beside itself is opened twice.
      showBeside(ids[beside] === id ? append(second) : ids[beside]);
    }
    const left = ids.filter((one) => one === undefined).length;
    if (left > 0) tellNotOpened(left);
    return tabOf(id)?.workspace;
  }

  function showBeside(id: number | undefined): void {
    if (id === undefined) return;
    store.setState({ beside: id });
    wake(tabOf(id));
  }

  function tellNotOpened(left: number): void {
    const rest = left === 1 ? "1 more file is" : `${formatCount(left)} more files are`;
    activeTab().workspace.tell({
      tone: "warning",
      text: `There are ${formatCount(mostTabs)} tabs at most: ${rest} not opened.`,
    });
  }

  function close(id: number): void {
    const { tabs, active, beside } = store.getState();
    const tab = tabOf(id);
    if (tab === undefined) return;
    if (tabs.length === 1) {
      change(id, undefined);
      tab.workspace.close();
      return;
    }
    const place = tabs.indexOf(tab);
    const left = tabs.filter((other) => other !== tab);
    used = used.filter((other) => other !== id);
    const next = beside ?? used.find((other) => other !== id) ?? left[Math.min(place, left.length - 1)]?.id;
    store.setState({ tabs: left, ...(id === beside ? { beside: undefined } : {}) });
    if (id === active && next !== undefined) {
      store.setState({ active: next, beside: undefined });
      show(next);
    }
    maker.end(tab);
  }

  function move(id: number, place: number): void {
    const { tabs } = store.getState();
    const tab = tabOf(id);
    if (tab === undefined || tabs.indexOf(tab) === place) return;
    store.setState({ tabs: tabs.filter((other) => other !== tab).toSpliced(place, 0, tab) });
  }

  return {
    store,
    settings,
    active: () => activeTab().workspace,
    open,
    add() {
      const id = append();
      if (id !== undefined) return show(id);
      const text = `There are ${formatCount(mostTabs)} tabs at most. Close one to open another.`;
      activeTab().workspace.tell({ tone: "warning", text });
    },
    show,
    showAt(place) {
      const id = store.getState().tabs.at(place)?.id;
      if (id !== undefined) show(id);
    },
    step(by) {
      const { tabs } = store.getState();
      const next = tabs[(tabs.indexOf(activeTab()) + by + tabs.length) % tabs.length];
      if (next !== undefined) show(next.id);
    },
    close,
    closeOthers(id) {
      show(id);
      for (const tab of store.getState().tabs) if (tab.id !== id) close(tab.id);
    },
    move,
    shift(by) {
      const { tabs, active } = store.getState();
      move(active, Math.min(tabs.length - 1, Math.max(0, tabs.indexOf(activeTab()) + by)));
    },
    toggleBeside(id) {
      const { active, beside, tabs } = store.getState();
      if (id !== undefined && id !== beside) return showBeside(id);
      if (beside !== undefined) return store.setState({ beside: undefined });
      showBeside(used.find((id) => id !== active) ?? tabs.find(({ id }) => id !== active)?.id ?? again());
    },
    toOtherSide() {
      const { beside } = store.getState();
      if (beside !== undefined) show(beside);
    },
    places: () => placesOf(store.getState()),
    engineRestarted(reason, isUnexpected) {
      connection.engineRestarted();
      activeTab().workspace.tellRestarted(reason, isUnexpected);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  /** The same transcript once more, where it is now. */
  function again(): number | undefined {
    const active = activeTab();
    return phaseOf(active) === "open" ? append(leftIn(active.workspace)) : undefined;
  }
}
