// The open transcripts by name, above all else; drawn where there are several.

import { Columns2, Plus, X } from "lucide-react";
import type { KeyboardEvent, MouseEvent, WheelEvent } from "react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useStore } from "zustand";
import { IconButton } from "../../controls/IconButton.tsx";
import type { DragAlong } from "../../controls/useDragAlong.ts";
import { useDragAlong } from "../../controls/useDragAlong.ts";
import { usePointMenu } from "../../controls/usePointMenu.ts";
import { useRoving } from "../../controls/useRoving.ts";
import type { Tab } from "../../data/tabs.ts";
import { useTabs, useTabsState } from "../../data/useTabs.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";
import { TabMenu } from "./TabMenu.tsx";
import { TabName } from "./TabName.tsx";
import styles from "./TabStrip.module.css";

export interface TabStripProps {
  readonly onAction: (action: Action) => void;
  /** The tab that had the keyboard is gone, and no other is drawn. */
  readonly onFocusLost: () => void;
}

/**
 * Not the WAI-ARIA tabs pattern but a list of buttons: Tab stops once, arrows go along, Enter shows one, Delete closes
 * it, and two may be shown. When one is closed that had the focus, the one in its place gets it.
 */
export function TabStrip({ onAction, onFocusLost }: TabStripProps) {
  const tabs = useTabs();
  const { desktop } = useWorkspace();
  const mac = desktop.platform === "darwin";
  const all = useTabsState((state) => state.tabs);
  const beside = useTabsState((state) => state.beside);
  const roving = useRoving(
    all.map(({ id }) => String(id)),
    "across",
  );
  const drag = useDragAlong(
    all.map(({ id }) => id),
    tabs.move,
  );
  const menu = usePointMenu<NamedTab>();
  // The tab that is closed had the keyboard, or its menu: that goes on at the one in its place.
  const strip = useRef<HTMLUListElement>(null);
  const had = useRef(-1);
  const noteFocus = () => {
    const entries = [...(strip.current?.children ?? [])];
    had.current = entries.findIndex((entry) => entry.contains(document.activeElement));
  };
  const goOn = useEffectEvent(() => {
    const place = had.current;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (place === -1 || !isLost) return;
    had.current = -1;
    const stops = strip.current?.querySelectorAll<HTMLElement>("[data-roving]");
    const next = stops?.[Math.min(place, stops.length - 1)];
    if (next === undefined) onFocusLost();
    else next.focus();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other tabs are there
  useEffect(() => {
    const frame = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(frame);
  }, [all]);
  if (all.length < 2) return undefined;
  return (
    <nav className={styles.strip} aria-label="Open transcripts">
      <ul
        ref={strip}
        className={styles.tabs}
        onFocus={noteFocus}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget !== null && relatedTarget.closest("[role=menu]") === null) had.current = -1;
        }}
        onKeyDown={roving.onKeyDown}
        onPointerMove={drag.onMove}
        onPointerUp={drag.onEnd}
        onPointerCancel={drag.onEnd}
        onWheel={scrollAcross}
      >
        {all.map((tab) => (
          <TabEntry
            key={tab.id}
            tab={tab}
            drag={drag}
            stop={roving.stop(String(tab.id))}
            onClose={() => tabs.close(tab.id)}
            onMenu={menu.open}
          />
        ))}
      </ul>
      <IconButton
        icon={Plus}
        size="small"
        label="New tab"
        keys={keysOf("new-tab", mac)}
        onClick={() => onAction("new-tab")}
      />
      <IconButton
        icon={Columns2}
        size="small"
        label="Side by side"
        keys={keysOf("side-by-side", mac)}
        aria-pressed={beside !== undefined}
        onClick={() => onAction("side-by-side")}
      />
      {menu.menu === undefined ? undefined : (
        <TabMenu {...menu.menu.of} at={menu.menu.at} onAction={onAction} onClosed={menu.close} />
      )}
    </nav>
  );
}

/** What a menu is of. */
interface NamedTab {
  readonly id: number;
  readonly name: string;
  readonly file: string | undefined;
}

interface TabEntryProps {
  readonly tab: Tab;
  readonly stop: ReturnType<ReturnType<typeof useRoving>["stop"]>;
  readonly drag: DragAlong<number>;
  readonly onClose: () => void;
  readonly onMenu: (event: MouseEvent, of: NamedTab) => void;
}

function TabEntry({ tab, stop, drag, onClose, onMenu }: TabEntryProps) {
  const tabs = useTabs();
  const { id, workspace, waiting } = tab;
  const active = useTabsState((state) => state.active === id);
  const shown = useTabsState((state) => state.active === id || state.beside === id);
  const open = useStore(workspace.transcript, (state) => (state.phase === "none" ? undefined : state.file));
  const file = waiting?.file ?? open;
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) entry.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  const name = file === undefined ? "New tab" : visibleText(file.name);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Delete") return;
    event.preventDefault();
    onClose();
  };
  return (
    <li
      ref={entry}
      className={styles.tab}
      data-shown={shown ? "" : undefined}
      data-active={active ? "" : undefined}
      data-dragged={drag.dragged === id ? "" : undefined}
      onPointerDown={(event) => drag.onPress(id, event)}
    >
      <button
        type="button"
        {...stop}
        className={styles.name}
        // In one piece: what is drawn are parts of the name, which would be told with blanks between.
        aria-label={name}
        title={file === undefined ? undefined : `${name}\n${visibleText(file.folder)}`}
        aria-current={active ? "page" : undefined}
        onClick={() => tabs.show(id)}
        // The middle button closes, as in browsers.
        onAuxClick={(event) => {
          if (event.button === 1) onClose();
        }}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => onMenu(event, { id, name, file: file?.id })}
      >
        <TabName name={name} />
      </button>
      <IconButton icon={X} size="small" tabIndex={-1} label={`Close ${name}`} onClick={onClose} />
    </li>
  );
}

/** A wheel that turns one way only scrolls the strip, too. */
function scrollAcross({ currentTarget, deltaX, deltaY }: WheelEvent<HTMLElement>): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY;
}
