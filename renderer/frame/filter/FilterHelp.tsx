import { CircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../controls/IconButton.tsx";
import { Popover } from "../../controls/Popover.tsx";
import styles from "./FilterHelp.module.css";
import { filterSyntax } from "./filterSyntax.ts";

export interface FilterHelpProps {
  readonly onTake: (example: string) => void;
}

/** What can be written into the filter field; a click on an example writes it there. */
export function FilterHelp({ onTake }: FilterHelpProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpen={setOpen}
      label="What a filter can say"
      trigger={<IconButton icon={CircleQuestionMark} size="small" label="What a filter can say" />}
      className={styles.help}
    >
      {filterSyntax.map(({ title, examples }) => (
        <section key={title} className={styles.group}>
          <h3 className={styles.title}>{title}</h3>
          <ul>
            {examples.map(({ text, meaning }) => (
              <li key={text} className={styles.line}>
                <button
                  type="button"
                  className={styles.example}
                  title="Put this into the filter"
                  onClick={() => {
                    setOpen(false);
                    onTake(text);
                  }}
                >
                  {text}
                </button>
                <span className={styles.meaning}>{meaning}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Popover>
  );
}
