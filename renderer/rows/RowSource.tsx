import type { Origin } from "../../shared/rows.ts";
import { MiddleCut } from "../controls/MiddleCut.tsx";
import { sourceColour } from "../data/sourceColour.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./RowSource.module.css";

/** Which transcript of a group a record is from. The colour tells neighbours apart; which one it is, the name says. */
export function RowSource({ origin }: { readonly origin: Origin }) {
  const name = visibleText(origin.name);
  return (
    <span className={styles.source} style={{ "--source": sourceColour(origin.number) }} title={name}>
      <MiddleCut text={name} />
    </span>
  );
}
