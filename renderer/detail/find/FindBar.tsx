// Finds inside the record that is shown, without filtering the list. What is found, and where one is, is the state of the
// record's hits (`recordHits.ts`); the bar only writes what to look for.

import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, X } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { useId } from "react";
import { useStore } from "zustand";
import { maxSearchLength } from "../../../shared/filter/filterTree.ts";
import { IconButton } from "../../controls/IconButton.tsx";
import { hitWords } from "../hits/HitBar.tsx";
import type { Direction, RecordHits } from "../hits/recordHits.ts";
import styles from "./FindBar.module.css";
import type { FindText } from "./findText.ts";

export interface FindBarProps {
  readonly input: Ref<HTMLInputElement>;
  readonly find: FindText;
  /** Why it cannot be looked for. */
  readonly problem: string | undefined;
  /** Undefined while there is nothing to find. */
  readonly hits: RecordHits | undefined;
  readonly onFind: (find: FindText) => void;
  readonly onStep: (direction: Direction) => void;
  readonly onClose: () => void;
}

/**
 * Stands above the record while `useFind` is open. Enter and Shift+Enter step, Esc closes; what was found is told as it
 * changes.
 */
export function FindBar({ input, find, problem, hits, onFind, onStep, onClose }: FindBarProps) {
  const id = useId();
  const leaveByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  };
  const stepByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onStep(event.shiftKey ? "previous" : "next");
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
    <div className={styles.bar} role="group" aria-label="Find in the record" onKeyDown={leaveByKey}>
      <div className={styles.field}>
        <Search aria-hidden="true" className={styles.icon} />
        <input
          ref={input}
          className={styles.input}
          value={find.text}
          placeholder="Find in this record"
          aria-label="Find in this record"
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-words`}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxSearchLength}
          onChange={(event) => onFind({ ...find, text: event.target.value })}
          onKeyDown={stepByKey}
        />
        <output id={`${id}-words`} className={styles.words} data-problem={problem === undefined ? undefined : ""}>
          {problem ?? (hits === undefined ? "" : <FoundWords hits={hits} />)}
        </output>
        <IconButton
          icon={CaseSensitive}
          size="small"
          label="Match case"
          aria-pressed={find.exactCase}
          onClick={() => onFind({ ...find, exactCase: !find.exactCase })}
        />
        <IconButton
          icon={Regex}
          size="small"
          label="Regular expression"
          aria-pressed={find.regex}
          onClick={() => onFind({ ...find, regex: !find.regex })}
        />
      </div>
      <IconButton
        icon={ChevronUp}
        size="small"
        label="Previous hit"
        keys="Shift Enter"
        disabled={hits === undefined}
        onClick={() => onStep("previous")}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label="Next hit"
        keys="Enter"
        disabled={hits === undefined}
        onClick={() => onStep("next")}
      />
      <IconButton icon={X} size="small" label="Close find" keys="Esc" onClick={onClose} />
    </div>
  );
}

function FoundWords({ hits }: { readonly hits: RecordHits }) {
  const state = useStore(hits.store);
  return hitWords(state, hits.length) ?? (state.known >= hits.length ? "No hits" : "");
}
