// Titles over the list. Each is a button: its menu, a drag or Alt with an arrow moves its column. Assistive technology reads rows as
// sentences, so nothing else of a column is announced.

import type { KeyboardEvent } from "react";
import { useRef, useState } from "react";
import { classNames } from "../controls/classNames.ts";
import { Splitter } from "../controls/Splitter.tsx";
import { useDragAlong } from "../controls/useDragAlong.ts";
import { useRoving } from "../controls/useRoving.ts";
import { withColumnAt, withColumnTurned } from "../data/columnOrder.ts";
import { zoneTitle } from "../data/format.ts";
import type { ColumnName } from "../data/settings.ts";
import { useSettings, useWorkspace, useZone } from "../data/useWorkspace.ts";
import styles from "./ColumnHeader.module.css";
import { ColumnMenu } from "./ColumnMenu.tsx";
import type { Column, ColumnNeeds } from "./columns.ts";
import { columnTitles, defaultWidth, greatestColumnWidth, leastColumnWidth } from "./columns.ts";
import { OneColumnMenu } from "./OneColumnMenu.tsx";

export interface ColumnHeaderProps {
  readonly columns: readonly Column[];
  readonly needs: ColumnNeeds;
}

export function ColumnHeader({ columns, needs }: ColumnHeaderProps) {
  const { settings } = useWorkspace();
  const zone = useZone();
  const widths = useSettings((known) => known.columns);
  const names = columns.map(({ name }) => name);
  const roving = useRoving(names, "across");
  const header = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{
    readonly of: ColumnName;
    readonly at: { readonly x: number; readonly y: number };
  }>();
  const setWidth = (name: ColumnName, width: number) => settings.setState({ columns: { ...widths, [name]: width } });
  /** To a place among those that are drawn: others may have had no room. The source's stays at the left. */
  const moveTo = (name: ColumnName, place: number) => {
    if (name === "source") return;
    const { columnsShown } = settings.getState();
    const others = columnsShown.filter((other) => other !== name);
    const beside = names.filter((other) => other !== name).slice(Math.max(0, place));
    const next = beside.find((other) => other !== "source");
    settings.setState({
      columnsShown: withColumnAt(columnsShown, name, next === undefined ? others.length : others.indexOf(next)),
    });
  };
  const hide = (name: ColumnName) => {
    if (name === "source") return;
    // To the title that takes its place; from the last one to the menu of all columns.
    header.current?.querySelectorAll("button")[names.indexOf(name) + 1]?.focus();
    settings.setState({ columnsShown: withColumnTurned(settings.getState().columnsShown, name) });
  };
  const drag = useDragAlong(names, moveTo);
  const onKeyDown = (name: ColumnName, event: KeyboardEvent) => {
    const by = event.altKey ? ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0) : 0;
    if (by === 0) return;
    moveTo(name, names.indexOf(name) + by);
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenu = (of: ColumnName, title: Element) => {
    const { left, bottom } = title.getBoundingClientRect();
    setMenu({ of, at: { x: left, y: bottom } });
  };
  return (
    <>
      <div
        ref={header}
        role="toolbar"
        aria-label="Columns"
        className={styles.header}
        onKeyDown={roving.onKeyDown}
        onPointerMove={drag.onMove}
        onPointerUp={drag.onEnd}
        onPointerCancel={drag.onEnd}
      >
        {columns.map(({ name, width }) => (
          <div
            key={name}
            className={classNames(styles.cell, styles[name])}
            data-dragged={drag.dragged === name ? "" : undefined}
          >
            <button
              type="button"
              {...roving.stop(name)}
              className={styles.title}
              aria-label={`Column ${columnTitles[name]}`}
              aria-haspopup="menu"
              title={name === "time" ? zoneTitle(zone) : name === "tokens" ? "Tokens in → out" : undefined}
              onPointerDown={(event) => name !== "source" && drag.onPress(name, event)}
              onKeyDown={(event) => onKeyDown(name, event)}
              onClick={(event) => (event.detail > 0 && drag.wasDragged()) || openMenu(name, event.currentTarget)}
              onContextMenu={(event) => {
                event.preventDefault();
                openMenu(name, event.currentTarget);
              }}
            >
              {columnTitles[name]}
            </button>
            <Splitter
              label={`Width of the column ${columnTitles[name]}`}
              line="vertical"
              value={Math.round(width)}
              least={leastColumnWidth}
              greatest={greatestColumnWidth}
              onResize={(next) => setWidth(name, next)}
              onReset={() => setWidth(name, defaultWidth(name, needs))}
              className={styles.handle}
            />
          </div>
        ))}
        <div className={classNames(styles.cell, styles.preview)}>
          <span>Preview</span>
          <ColumnMenu />
        </div>
      </div>
      <OneColumnMenu
        column={menu?.of}
        at={menu?.at}
        columns={names}
        onMove={moveTo}
        onFit={(name) => setWidth(name, defaultWidth(name, needs))}
        onHide={hide}
        onClose={() => setMenu(undefined)}
      />
    </>
  );
}
