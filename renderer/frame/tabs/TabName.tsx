import { MiddleCut } from "../../controls/MiddleCut.tsx";
import styles from "./TabName.module.css";

/** The name of a file on its tab. Where there is no room its extension goes first, which most tabs share. */
export function TabName({ name }: { readonly name: string }) {
  const [, stem, extension] = /^(.+?)(\.[a-z]{2,6}(?:\.(?:gz|zst|br))?)$/i.exec(name) ?? [];
  if (stem === undefined || extension === undefined) return <MiddleCut text={name} />;
  return (
    <span className={styles.file}>
      <span className={styles.stem} data-stem="">
        <MiddleCut text={stem} />
      </span>
      <span>{extension}</span>
    </span>
  );
}
