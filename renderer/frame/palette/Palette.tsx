// All commands in one place: a few letters find one, Enter does it. The field has the focus throughout and names the
// option that the arrow keys have reached.

import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { classNames } from "../../controls/classNames.ts";
import { Dialog } from "../../controls/Dialog.tsx";
import { Keys } from "../../controls/Keys.tsx";
import { Marked } from "../../controls/Marked.tsx";
import { TextField } from "../../controls/TextField.tsx";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./Palette.module.css";
import type { PaletteEntry, PaletteParts } from "./paletteEntries.ts";
import { paletteEntries } from "./paletteEntries.ts";

export interface PaletteProps extends PaletteParts {
  /** What can be written. */
  readonly hint: string;
  readonly onClose: () => void;
}

export function Palette({ hint, onClose, ...parts }: PaletteProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const entries = paletteEntries(text, parts);
  const at = Math.min(active, entries.length - 1);
  const chosen = entries[at];
  const idOf = (entry: PaletteEntry) => `${id}-${entries.indexOf(entry)}`;
  const activeId = chosen === undefined ? undefined : idOf(chosen);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const take = (entry: PaletteEntry) => {
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive((at + 1) % Math.max(1, entries.length));
    else if (event.key === "ArrowUp") setActive((at - 1 + entries.length) % Math.max(1, entries.length));
    else if (event.key === "Enter" && chosen !== undefined) take(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog open onClose={onClose} title="Commands" width="medium">
      <TextField
        large
        role="combobox"
        aria-label="Find a command, a record, a time, or text"
        aria-expanded={true}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={activeId}
        placeholder={hint}
        data-initial-focus=""
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className={styles.list}>
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={entry.id}
            id={idOf(entry)}
            role="option"
            aria-selected={index === at}
            className={classNames(styles.entry, index === at && styles.active)}
            onMouseMove={() => setActive(index)}
            onClick={() => take(entry)}
          >
            <span className={styles.title}>
              <Marked text={visibleText(entry.title)} ranges={entry.found} />
            </span>
            {entry.keys === undefined ? undefined : <Keys keys={entry.keys} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
