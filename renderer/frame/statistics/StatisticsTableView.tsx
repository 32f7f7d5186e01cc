import { visibleText } from "../../data/visibleText.ts";
import styles from "./StatisticsSheet.module.css";
import type { StatisticsRow, StatisticsTable } from "./tables.ts";

export interface StatisticsTableViewProps {
  readonly table: StatisticsTable;
  readonly onShow: (row: StatisticsRow) => void;
}

/** A row is a button where there is something to show; its bar compares it with the greatest one. */
export function StatisticsTableView({ table, onShow }: StatisticsTableViewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.scroller} aria-label={table.title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((column, place) => (
              <th key={column} scope="col" data-text={place === 0 || isText(table.rows[0], place - 1) ? "" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={`${row.record ?? ""} ${row.name}`} className={styles.row}>
              <th scope="row" className={styles.name}>
                <span className={styles.bar} style={{ width: `${row.share * 100}%` }} />
                <Name row={row} onShow={onShow} />
              </th>
              {row.cells.map(({ text, tone }, place) => (
                <td
                  key={table.columns[place + 1]}
                  className={styles.cell}
                  data-tone={tone}
                  data-text={isText(row, place) ? "" : undefined}
                >
                  {visibleText(text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Texts begin on the left, numbers end on the right. */
function isText(row: StatisticsRow | undefined, cell: number): boolean {
  return typeof row?.cells[cell]?.value === "string";
}

function Name({ row, onShow }: { readonly row: StatisticsRow; readonly onShow: (row: StatisticsRow) => void }) {
  const name = visibleText(row.name);
  if (row.filter === undefined && row.record === undefined) return <span className={styles.text}>{name}</span>;
  return (
    <button type="button" className={styles.go} title={`Show ${name}`} onClick={() => onShow(row)}>
      {name}
    </button>
  );
}
