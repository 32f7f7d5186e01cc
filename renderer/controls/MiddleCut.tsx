import styles from "./MiddleCut.module.css";
import { splitName } from "./splitName.ts";

/** A name of which the middle is left out where there is no room: what tells long names apart is often their end. */
export function MiddleCut({ text }: { readonly text: string }) {
  const parts = splitName(text);
  if (parts === undefined) return text;
  return (
    <span className={styles.cut}>
      <span className={styles.head}>{parts.head}</span>
      <span className={styles.end}>{parts.end}</span>
    </span>
  );
}
