import styles from "./MiddleCut.module.css";
import { nameLine, splitName } from "./splitName.ts";

/** A name of which the middle is left out where there is no room: what tells long names apart is often their end. */
export function MiddleCut({ text }: { readonly text: string }) {
  const name = nameLine(text);
  const parts = splitName(name);
  if (parts === undefined) return name;
  return (
    <span className={styles.cut}>
      <span className={styles.head}>{parts.head}</span>
      <span className={styles.end}>{parts.end}</span>
    </span>
  );
}
