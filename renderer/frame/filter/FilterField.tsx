// The filter as text. What is typed is asked for after a short pause; what cannot be read is explained under the field,
// and the list goes on showing the last filter that could be.

import { CircleX, ListFilter } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { classNames } from "../../controls/classNames.ts";
import { IconButton } from "../../controls/IconButton.tsx";
import { useOpenTranscript, useSelection, useView, useWorkspace } from "../../data/useWorkspace.ts";
import type { Direction } from "../../detail/hits/recordHits.ts";
import { CompletionList, optionId } from "./CompletionList.tsx";
import type { Option } from "./completion.ts";
import { complete, completionAt } from "./completion.ts";
import { datedTimes } from "./datedTimes.ts";
import styles from "./FilterField.module.css";
import { FilterHelp } from "./FilterHelp.tsx";
import { FilterProblemNote } from "./FilterProblemNote.tsx";
import { ResultCount } from "./ResultCount.tsx";
import { SavedFilters } from "./SavedFilters.tsx";
import { SearchProgress } from "./SearchProgress.tsx";
import { useKnownNames } from "./useKnownNames.ts";

/** What the frame may ask of the field; its text is in the workspace. */
export interface FilterFieldHandle {
  /** Selects characters of the text; all of it unless some are named. */
  focus(range?: { readonly from: number; readonly to: number }): void;
  /** Opens the list of saved filters, which takes the keyboard. */
  openSaved(): void;
}

export interface FilterFieldProps {
  readonly ref?: Ref<FilterFieldHandle>;
  /** `Ctrl F`, for the tooltip. */
  readonly keys: string;
  /** Those of the saved filters. */
  readonly savedKeys: string | undefined;
  /** Esc: back to the list. */
  readonly onLeave: () => void;
  /** Enter, which asks for the text when it is not shown yet; Shift Enter goes back. */
  readonly onStep: (direction: Direction) => void;
}

/** A half-written filter is no mistake yet. */
const problemPauseMs = 600;

/**
 * The WAI-ARIA combobox with a list: the field keeps the focus, arrows go through completions, Enter or Tab takes one.
 * Esc closes them first and then leaves, as the arrow down does where there are none.
 */
export function FilterField({ ref, keys, savedKeys, onLeave, onStep }: FilterFieldProps) {
  const { viewing } = useWorkspace();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const text = useView((view) => view.history.present);
  const problem = useView((view) => view.problem);
  const querying = useView((view) => view.querying);
  const shownFilter = useView((view) => view.shown?.filter ?? "");
  const [focused, setFocused] = useState(false);
  const names = useKnownNames(focused && /(?:role|tool):/.test(text));
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<string | undefined>(undefined);
  const [active, setActive] = useState(-1);
  const [savedOpen, setSavedOpen] = useState(false);
  const [asked, setAsked] = useSettledText(text);

  useImperativeHandle(ref, () => ({
    focus(range) {
      input.current?.focus();
      // After the field shows the newest text.
      if (range === undefined) input.current?.select();
      else requestAnimationFrame(() => input.current?.setSelectionRange(range.from, range.to));
    },
    openSaved: () => setSavedOpen(true),
  }));

  const firstTime = useOpenTranscript(({ progress }) => progress.firstTime);
  const near = useSelection(({ row }) => row?.time) ?? firstTime;
  const dated = problem === undefined ? undefined : datedTimes(text, near);

  const completion = focused && dismissed !== text ? completionAt(text, caret, names) : undefined;
  const chosen = completion?.options[active];
  const shownProblem = asked === text && completion === undefined ? problem : undefined;

  const take = (option: Option) => {
    if (completion === undefined) return;
    const next = complete(text, completion, option);
    // A field's name alone is half a condition: its values are offered next.
    const isField = completion.of === "field";
    viewing.setText(next.text, isField ? "half-word" : "completion");
    setActive(-1);
    setCaret(next.caret);
    if (!isField) setDismissed(next.text);
    // After the field shows the new text.
    queueMicrotask(() => input.current?.setSelectionRange(next.caret, next.caret));
  };

  /** An example of the help joins what is there already. */
  const insert = (example: string) => {
    const next = text.trim() === "" ? example : `${text.trimEnd()} ${example}`;
    viewing.setText(next, "choice");
    setDismissed(next);
    input.current?.focus();
    queueMicrotask(() => input.current?.setSelectionRange(next.length, next.length));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (mod && key === "z") event.shiftKey ? viewing.redo() : viewing.undo();
    else if (mod && key === "y") viewing.redo();
    else if (completion !== undefined && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const options = completion.options.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(((active + 1 + step + options + 1) % (options + 1)) - 1);
    } else if (chosen !== undefined && (event.key === "Enter" || event.key === "Tab")) take(chosen);
    else if (event.key === "Enter") {
      setAsked(text);
      if (dated !== undefined) viewing.setText(dated, "choice");
      if (text.trim() !== "" && (dated !== undefined || problem === undefined)) {
        onStep(event.shiftKey ? "previous" : "next");
      } else viewing.apply();
    } else if (event.key === "ArrowDown") onLeave();
    else if (event.key === "Escape") {
      if (completion === undefined) onLeave();
      else setDismissed(text);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={styles.search}>
      <div className={classNames(styles.field, shownProblem !== undefined && styles.invalid)}>
        <ListFilter aria-hidden="true" className={classNames(styles.icon, querying && styles.busy)} />
        <input
          ref={input}
          className={styles.input}
          value={text}
          placeholder={'Filter: kind:…, text, "phrase", /regex/, is:malformed'}
          title={text === "" ? `Edit the filter: ${keys}` : undefined}
          aria-label="Filter"
          spellCheck={false}
          autoComplete="off"
          maxLength={10_000}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={completion !== undefined}
          aria-controls={`${id}-options`}
          aria-activedescendant={chosen === undefined ? undefined : optionId(id, active)}
          aria-invalid={shownProblem !== undefined}
          aria-describedby={shownProblem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => {
            const { value } = event.target;
            const at = event.target.selectionStart ?? 0;
            setCaret(at);
            setActive(-1);
            const half = completionAt(value, at, names);
            viewing.setText(value, half === undefined || half.of === "field" ? "typing" : "half-word");
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setAsked(text);
          }}
          onKeyDown={onKeyDown}
        />
        <ResultCount />
        {text === "" ? undefined : (
          <IconButton
            icon={CircleX}
            size="small"
            label="Clear the filter"
            onClick={() => {
              viewing.setText("", "choice");
              input.current?.focus();
            }}
          />
        )}
        <SavedFilters
          open={savedOpen}
          onOpen={setSavedOpen}
          keys={savedKeys}
          onTake={(next) => {
            viewing.setText(next, "choice");
            setDismissed(next);
            setSavedOpen(false);
          }}
        />
        <FilterHelp onTake={insert} />
        <SearchProgress />
      </div>
      {completion === undefined ? undefined : (
        <CompletionList id={id} completion={completion} active={active} onTake={take} />
      )}
      {shownProblem === undefined ? undefined : (
        <FilterProblemNote
          id={`${id}-problem`}
          text={text}
          problem={shownProblem}
          meant={dated}
          shown={shownFilter}
          onTake={(next) => {
            viewing.setText(next, "choice");
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

/** The text, once nobody has typed for a moment, or as soon as it is set. */
function useSettledText(text: string): readonly [string, (text: string) => void] {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), problemPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return [settled, setSettled];
}
