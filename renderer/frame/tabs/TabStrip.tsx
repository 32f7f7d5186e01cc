// The open transcripts by name, above all else; drawn where there are several.

import { Columns2, Plus, X } from "lucide-react";
import type { KeyboardEvent, WheelEvent } from "react";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { IconButton } from "../../controls/IconButton.tsx";
import { MiddleCut } from "../../controls/MiddleCut.tsx";
import type { DragAlong } from "../../controls/useDragAlong.ts";
import { useDragAlong } from "../../controls/useDragAlong.ts";
import { useRoving } from "../../controls/useRoving.ts";
import type { Tab } from "../../data/tabs.ts";
import { useTabs, useTabsState } from "../../data/useTabs.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";
import styles from "./TabStrip.module.css";

export function TabStrip({ onAction }: { readonly onAction: (action: Action) => void }) {
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
  if (all.length < 2) return undefined;
  return (
    <nav className={styles.strip} aria-label="Open transcripts">
      <ul
        className={styles.tabs}
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
    </nav>
  );
}

interface TabEntryProps {
  readonly tab: Tab;
  readonly stop: ReturnType<ReturnType<typeof useRoving>["stop"]>;
  readonly drag: DragAlong<number>;
  readonly onClose: () => void;
}

function TabEntry({ tab, stop, drag, onClose }: TabEntryProps) {
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
        title={file === undefined ? undefined : `${name}\n${visibleText(file.folder)}`}
        aria-current={active ? "page" : undefined}
        onClick={() => tabs.show(id)}
        // The middle button closes, as in browsers.
        onAuxClick={(event) => {
          if (event.button === 1) onClose();
        }}
        onKeyDown={onKeyDown}
      >
        <MiddleCut text={name} />
      </button>
      <IconButton icon={X} size="small" tabIndex={-1} label={`Close ${name}`} onClick={onClose} />
    </li>
  );
}

/** A wheel that turns one way only scrolls the strip, too. */
function scrollAcross({ currentTarget, deltaX, deltaY }: WheelEvent<HTMLElement>): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY;
}
