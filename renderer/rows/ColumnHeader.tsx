import { classNames } from "../controls/classNames.ts";
import { Splitter } from "../controls/Splitter.tsx";
import { zoneTitle } from "../data/format.ts";
import { useSettings, useWorkspace, useZone } from "../data/useWorkspace.ts";
import styles from "./ColumnHeader.module.css";
import { ColumnMenu } from "./ColumnMenu.tsx";
import type { Column, ColumnNeeds } from "./columns.ts";
import { columnTitles, defaultWidth, greatestColumnWidth, leastColumnWidth } from "./columns.ts";

export interface ColumnHeaderProps {
  readonly columns: readonly Column[];
  readonly needs: ColumnNeeds;
}

/** Titles over the list. Assistive technology reads rows as sentences, so only the handles between them are announced. */
export function ColumnHeader({ columns, needs }: ColumnHeaderProps) {
  const { settings } = useWorkspace();
  const zone = useZone();
  const widths = useSettings((known) => known.columns);
  const setWidth = (name: Column["name"], width: number) =>
    settings.setState({ columns: { ...widths, [name]: width } });
  return (
    <div className={styles.header}>
      {columns.map(({ name, width }) => (
        <div key={name} className={classNames(styles.cell, styles[name])}>
          <span title={name === "time" ? zoneTitle(zone) : undefined}>{columnTitles[name]}</span>
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
  );
}
