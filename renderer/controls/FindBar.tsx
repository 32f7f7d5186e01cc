// Finds inside what is shown, a record or a conversation, without filtering the list. The bar only writes what to look for; what is
// found, and where one is, whoever shows it knows.

import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, X } from "lucide-react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { useId } from "react";
import { maxSearchLength } from "../../shared/filter/filterTree.ts";
import type { FindText } from "../../shared/findText.ts";
import styles from "./FindBar.module.css";
import { IconButton } from "./IconButton.tsx";

export interface FindBarProps {
  readonly where: "record" | "conversation";
  readonly input: Ref<HTMLInputElement>;
  readonly find: FindText;
  /** Why it cannot be looked for. */
  readonly problem: string | undefined;
  /** What was found, and where one is. */
  readonly words: ReactNode;
  /** There is something to find. */
  readonly finds: boolean;
  readonly onFind: (find: FindText) => void;
  readonly onStep: (direction: "next" | "previous") => void;
  readonly onClose: () => void;
}

/**
 * Stands above what is shown while `useFind` is open. Enter and Shift+Enter step, Esc closes; the words are told as they
 * change.
 */
export function FindBar({ where, input, find, problem, words, finds, onFind, onStep, onClose }: FindBarProps) {
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
    <div className={styles.bar} role="group" aria-label={`Find in the ${where}`} onKeyDown={leaveByKey}>
      <div className={styles.field}>
        <Search aria-hidden="true" className={styles.icon} />
        <input
          ref={input}
          className={styles.input}
          value={find.text}
          placeholder={`Find in this ${where}`}
          aria-label={`Find in this ${where}`}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-words`}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxSearchLength}
          onChange={(event) => onFind({ ...find, text: event.target.value })}
          onKeyDown={stepByKey}
        />
        <output id={`${id}-words`} className={styles.words} data-problem={problem === undefined ? undefined : ""}>
          {problem ?? words}
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
        disabled={!finds}
        onClick={() => onStep("previous")}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label="Next hit"
        keys="Enter"
        disabled={!finds}
        onClick={() => onStep("next")}
      />
      <IconButton icon={X} size="small" label="Close find" keys="Esc" onClick={onClose} />
    </div>
  );
}
