import styles from "./Keys.module.css";

/** A key combination such as `⌘F` or `Ctrl F`; parts are separated by blanks. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(" ").map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
