import { classNames } from "../../controls/classNames.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./CompletionList.module.css";
import type { Completion, Option } from "./completion.ts";

export interface CompletionListProps {
  readonly id: string;
  readonly completion: Completion;
  /** Which option the arrow keys have reached; -1 for none. */
  readonly active: number;
  readonly onTake: (option: Option) => void;
}

export function optionId(id: string, index: number): string {
  return `${id}-option-${index}`;
}

const titles: Readonly<Record<Completion["of"], string>> = {
  kind: "Kinds",
  role: "Roles",
  tool: "Tools",
  source: "Sources",
  is: "States",
  field: "Fields",
};

/** What may be meant, under the filter field. The focus stays in the field, which names the active option. */
export function CompletionList({ id, completion, active, onTake }: CompletionListProps) {
  return (
    <div id={`${id}-options`} role="listbox" aria-label={titles[completion.of]} className={styles.list}>
      {completion.options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
        <div
          key={option.label}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={classNames(styles.option, index === active && styles.active)}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            onTake(option);
          }}
        >
          <span className={styles.name}>
            {visibleText(option.label)}
            {completion.of === "field" ? (option.text.at(-1) ?? "") : ""}
          </span>
          <span className={styles.detail}>{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
