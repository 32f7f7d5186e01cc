// The terms of the filter that is shown, one by one, below the field: each can be taken away, or be written anew in the field,
// whose text stays the only truth.

import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useRef } from "react";
import { shortenedTo } from "../../../shared/beginningOf.ts";
import { filterTerms, withoutTerm } from "../../../shared/filter/filterTerms.ts";
import { Button } from "../../controls/Button.tsx";
import { Tooltip } from "../../controls/Tooltip.tsx";
import { useRoving } from "../../controls/useRoving.ts";
import { formatCounted } from "../../data/format.ts";
import { useView, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./FilterChips.module.css";

export interface FilterChipsProps {
  /** Those of saving what is shown. */
  readonly saveKeys: string | undefined;
  /** To save the records that are shown. */
  readonly onSave: () => void;
  /** To edit characters of the filter text in the field; none: to write there. */
  readonly onEdit: (range?: { readonly from: number; readonly to: number }) => void;
}

/** Characters of a term; its tooltip has all of it. */
const mostShown = 60;

/**
 * Nothing while all records are shown. Tab stops once, arrows go from term to term, Delete takes one away and goes on
 * at the next, from the last one to the field.
 */
export function FilterChips({ saveKeys, onSave, onEdit }: FilterChipsProps) {
  const { viewing } = useWorkspace();
  const shown = useView((view) => view.shown?.filter ?? "");
  const records = useView(({ shown: view }) => (view?.state.complete === true ? view.state.records : undefined));
  const list = useRef<HTMLUListElement>(null);
  const terms = filterTerms(shown);
  // They move when others go; one may be written twice.
  const keys = terms.map(
    ({ text }, place) => `${terms.slice(0, place).filter((term) => term.text === text).length} ${text}`,
  );
  const roving = useRoving(keys, "across");
  if (terms.length === 0) return undefined;

  /** What was typed since is kept where it still has the term. */
  const textWith = (written: string) => {
    const { present } = viewing.store.getState().history;
    return filterTerms(present).some(({ text }) => text === written) ? present : shown;
  };
  const remove = (written: string, place: number) => {
    viewing.setText(withoutTerm(textWith(written), written), "choice");
    // The next one takes the place of the one that goes; from the last one, back to where filters are written.
    const others = [...(list.current?.querySelectorAll<HTMLElement>("[data-roving]") ?? [])];
    const next = others[place + 1] ?? others[place - 1];
    if (next === undefined) onEdit();
    else next.focus();
  };
  const edit = (written: string) => {
    const text = textWith(written);
    if (text !== viewing.store.getState().history.present) viewing.setText(text, "choice");
    onEdit(filterTerms(text).find((term) => term.text === written));
  };
  const onKeyDown = (written: string, place: number, event: KeyboardEvent) => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    event.stopPropagation();
    remove(written, place);
  };

  return (
    <search aria-label="Terms of the filter" className={styles.bar}>
      <ul ref={list} className={styles.chips} aria-label="Terms of the filter" onKeyDown={roving.onKeyDown}>
        {terms.map(({ text }, place) => (
          <li key={keys[place]} className={styles.chip} data-negated={text.startsWith("-") ? "" : undefined}>
            <button
              type="button"
              {...roving.stop(keys[place] ?? "")}
              className={styles.term}
              title={`${visibleText(text)}\nClick to edit, Delete to remove`}
              aria-keyshortcuts="Delete"
              onClick={() => edit(text)}
              onKeyDown={(event) => onKeyDown(text, place, event)}
            >
              <Term text={visibleText(shortenedTo(text, mostShown))} />
            </button>
            <button
              type="button"
              className={styles.remove}
              tabIndex={-1}
              aria-label={`Remove ${visibleText(text)}`}
              onClick={() => remove(text, place)}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {records === undefined || records === 0 ? undefined : (
        <Tooltip text="As they are, into a file of their own" keys={saveKeys}>
          <Button tone="quiet" size="small" className={styles.save} onClick={onSave}>
            Save {formatCounted(records, "record")}…
          </Button>
        </Tooltip>
      )}
    </search>
  );
}

/** What it asks of stands out less than what is asked. */
function Term({ text }: { readonly text: string }) {
  const field = /^-?[A-Za-z]+[:<>]=?/.exec(text)?.[0] ?? "";
  return (
    <>
      {field === "" ? undefined : <span className={styles.field}>{field}</span>}
      {text.slice(field.length)}
    </>
  );
}
