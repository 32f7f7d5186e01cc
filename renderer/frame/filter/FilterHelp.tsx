import { CircleQuestionMark } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { IconButton } from "../../controls/IconButton.tsx";
import styles from "./FilterHelp.module.css";
import { filterSyntax } from "./filterSyntax.ts";

export interface FilterHelpProps {
  readonly onTake: (example: string) => void;
}

/** What can be written into the filter field; a click on an example writes it there. */
export function FilterHelp({ onTake }: FilterHelpProps) {
  const [open, setOpen] = useState(false);
  // Drawn beside its button, so that it belongs to the same landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <IconButton icon={CircleQuestionMark} size="small" label="What a filter can say" />
      </Radix.Trigger>
      <div ref={setPlace} className={styles.place} />
      <Radix.Portal container={place}>
        <Radix.Content
          className={styles.help}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label="What a filter can say"
          // Where an example was taken, the field has the focus already.
          onCloseAutoFocus={(event) => event.preventDefault()}
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
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
