import { useId } from "react";
import type { RelatedSource } from "../../../shared/summary.ts";
import { describeMissing } from "../../../shared/summary.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./SummarySheet.module.css";

export interface RelatedFilesProps {
  readonly sources: readonly RelatedSource[];
  readonly added: boolean;
  readonly onAdd: (added: boolean) => void;
}

/** Files that are listed; all of them are counted. */
const listedFiles = 100;

const relations: Readonly<Record<RelatedSource["relation"], string>> = {
  base: "what was said before",
  origin: "the session it was copied from",
  later: "a later file of this session, which takes turns back",
  "sub-agent": "sub-agent",
  output: "a long result",
  packed: "this file once more",
};

/** The files that belong to a transcript, and whether their numbers are added. */
export function RelatedFiles({ sources, added, onAdd }: RelatedFilesProps) {
  const title = useId();
  const missing = describeMissing(sources);
  return (
    <section className={styles.part} aria-labelledby={title}>
      <h3 id={title}>Files that belong to it</h3>
      <label>
        <input type="checkbox" checked={added} onChange={(event) => onAdd(event.target.checked)} /> Add their numbers
      </label>
      <ul className={styles.errors}>
        {sources.slice(0, listedFiles).map(({ name, relation, found, problem }) => (
          <li key={`${relation} ${name}`}>
            <span>{visibleText(name)}</span>
            <span className={styles.remark}>
              {found ? relations[relation] : `${relations[relation]}: not there`}
              {problem === undefined ? undefined : ` (${visibleText(problem)})`}
            </span>
          </li>
        ))}
      </ul>
      {sources.length > listedFiles ? (
        <p className={styles.remark}>
          The first {listedFiles} of {sources.length}.
        </p>
      ) : undefined}
      {missing === undefined ? undefined : <p className={styles.remark}>{visibleText(missing)}</p>}
    </section>
  );
}
