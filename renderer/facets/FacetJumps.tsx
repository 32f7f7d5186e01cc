// From the top of the sidebar to a part of it: there may be more kinds than anybody scrolls past.

import styles from "./FacetJumps.module.css";

export interface FacetJumpsProps {
  /** By their sections, in order. */
  readonly parts: readonly { readonly section: string; readonly title: string }[];
  readonly onGo: (section: string) => void;
}

/** None where there is one part only. */
export function FacetJumps({ parts, onGo }: FacetJumpsProps) {
  if (parts.length < 2) return undefined;
  return (
    <fieldset className={styles.jumps} aria-label="Go to">
      {parts.map(({ section, title }) => (
        <button key={section} type="button" className={styles.jump} onClick={() => onGo(section)}>
          {title}
        </button>
      ))}
    </fieldset>
  );
}
