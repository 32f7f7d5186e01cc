import styles from "./MiddleCut.module.css";

/** Shorter names are cut at their end, if at all. */
const longFrom = 24;
const endLength = 12;

/** A name of which the middle is left out where there is no room: what tells long names apart is often their end. */
export function MiddleCut({ text }: { readonly text: string }) {
  if (text.length < longFrom) return text;
  const at = splitAt(text);
  return (
    <span className={styles.cut}>
      <span className={styles.head}>{text.slice(0, at)}</span>
      <span className={styles.end}>{text.slice(at)}</span>
    </span>
  );
}

/** Not between the halves of a pair. */
function splitAt(text: string): number {
  const at = text.length - endLength;
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}
