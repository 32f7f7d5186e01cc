// Filters that are kept under a name: the one that is shown is saved, others are chosen or removed.

import { Star, X } from "lucide-react";
import type { KeyboardEvent, SyntheticEvent } from "react";
import { useState } from "react";
import { Button } from "../../controls/Button.tsx";
import { IconButton } from "../../controls/IconButton.tsx";
import { Popover } from "../../controls/Popover.tsx";
import { TextField } from "../../controls/TextField.tsx";
import { useRoving } from "../../controls/useRoving.ts";
import type { SavedFilter, SavedFiltersChange } from "../../data/savedFilters.ts";
import {
  goneOf,
  longestFilterName,
  savedFilterOf,
  savingSentence,
  withChangeUndone,
  withFilterSaved,
} from "../../data/savedFilters.ts";
import { useSettings, useView, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./SavedFilters.module.css";

export interface SavedFiltersProps {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly keys: string | undefined;
  /** A filter was chosen. */
  readonly onTake: (text: string) => void;
}

export function SavedFilters({ open, onOpen, keys, onTake }: SavedFiltersProps) {
  const all = useSettings((known) => known.savedFilters);
  const text = useView((view) => view.history.present.trim());
  const isReadable = useView((view) => view.problem === undefined);
  const saved = savedFilterOf(all, text);
  return (
    <Popover
      open={open}
      onOpen={onOpen}
      label="Saved filters"
      trigger={
        <IconButton
          icon={Star}
          size="small"
          label="Saved filters"
          keys={keys}
          className={saved === undefined ? undefined : styles.saved}
        />
      }
      className={styles.sheet}
      // Letters mean nothing to the list behind it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      {text === "" || saved !== undefined ? undefined : isReadable ? (
        <SaveForm text={text} onSaved={() => onOpen(false)} />
      ) : (
        <p className={styles.unreadable}>
          What stands in the field cannot be read as a filter yet. Mend it, and save it here under a name.
        </p>
      )}
      <SavedList all={all} current={saved} onTake={onTake} />
    </Popover>
  );
}

/** Changes what is saved and says so; what that took away can be brought back. */
function useSavedFiltersChange() {
  const { settings, tell } = useWorkspace();
  return (
    change: (before: readonly SavedFilter[]) => readonly SavedFilter[],
    say: (done: SavedFiltersChange) => string,
  ): void => {
    const before = settings.getState().savedFilters;
    const done = { before, after: change(before) };
    settings.setState({ savedFilters: done.after });
    const undo = () => {
      settings.setState(({ savedFilters }) => ({ savedFilters: withChangeUndone(savedFilters, done) }));
      tell(undefined);
    };
    const action = goneOf(done).length === 0 ? undefined : { label: "Undo", run: undo };
    tell({ tone: "info", text: say(done), action });
  };
}

function SaveForm({ text, onSaved }: { readonly text: string; readonly onSaved: () => void }) {
  const change = useSavedFiltersChange();
  const [name, setName] = useState("");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change((before) => withFilterSaved(before, name, text), savingSentence);
        onSaved();
      }}
    >
      <code className={styles.text} title={visibleText(text)}>
        {visibleText(text)}
      </code>
      <TextField
        aria-label="Name of the filter"
        placeholder="Name; else it is called what it says"
        maxLength={longestFilterName}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">Save</Button>
    </form>
  );
}

interface SavedListProps {
  readonly all: readonly SavedFilter[];
  /** The one that is shown. */
  readonly current: SavedFilter | undefined;
  readonly onTake: (text: string) => void;
}

function SavedList({ all, current, onTake }: SavedListProps) {
  const change = useSavedFiltersChange();
  const shown = all.toReversed();
  const roving = useRoving(shown.map(({ name }) => name));
  if (all.length === 0) {
    return <p className={styles.none}>No filter is saved. Write one, and save it here under a name.</p>;
  }
  const remove = (saved: SavedFilter, { currentTarget }: SyntheticEvent<HTMLElement>) => {
    const entry = currentTarget.parentElement;
    const next = entry?.nextElementSibling ?? entry?.previousElementSibling;
    const other = next?.querySelector<HTMLElement>("[data-roving]");
    // Without one, the sheet keeps the focus.
    (other ?? currentTarget.closest<HTMLElement>("[role=dialog]"))?.focus();
    change(
      (before) => before.filter((one) => one !== saved),
      () => `The filter “${saved.name}” is gone.`,
    );
  };
  const onKeyDown = (saved: SavedFilter, event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "Delete") return;
    event.preventDefault();
    remove(saved, event);
  };
  return (
    <ul className={styles.list} onKeyDown={roving.onKeyDown}>
      {shown.map((saved) => (
        <li key={saved.name} className={styles.entry} data-current={saved === current ? "" : undefined}>
          <button
            type="button"
            {...roving.stop(saved.name)}
            className={styles.take}
            title={visibleText(saved.text)}
            aria-current={saved === current ? "true" : undefined}
            onClick={() => onTake(saved.text)}
            onKeyDown={(event) => onKeyDown(saved, event)}
          >
            <span className={styles.name}>{visibleText(saved.name)}</span>
            {saved.name === saved.text ? undefined : <code className={styles.text}>{visibleText(saved.text)}</code>}
          </button>
          <IconButton
            icon={X}
            size="small"
            tabIndex={-1}
            label={`Remove ${visibleText(saved.name)}`}
            onClick={(event) => remove(saved, event)}
          />
        </li>
      ))}
    </ul>
  );
}
