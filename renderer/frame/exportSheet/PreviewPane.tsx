// The first lines of what an export would write, how large it will be, and the command that writes the same.

import { useState } from "react";
import type { ExportOptions } from "../../../shared/exports.ts";
import { CopyButton } from "../../controls/CopyButton.tsx";
import type { EngineClient } from "../../data/engineClient.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { CopyText } from "../../detail/copying.ts";
import { exportCommand } from "./commandLine.ts";
import styles from "./PreviewPane.module.css";
import { estimateWords } from "./summaryWords.ts";
import { useEstimate } from "./useEstimate.ts";
import { usePreview } from "./usePreview.ts";

export interface PreviewPaneProps {
  readonly engine: Pick<EngineClient, "request"> | undefined;
  readonly transcript: string;
  readonly options: ExportOptions;
  readonly sourceName: string;
  readonly targetName: string;
  readonly copyText: CopyText;
}

export function PreviewPane({ engine, transcript, options, sourceName, targetName, copyText }: PreviewPaneProps) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const preview = usePreview({ engine, transcript, options, wanted: isOpen });
  const estimate = useEstimate({ engine, transcript, options });
  const command = exportCommand(sourceName, options, targetName);
  return (
    <div className={styles.pane}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>Preview</summary>
        {preview === undefined ? (
          <p className={styles.note} role="status">
            Reading the first lines…
          </p>
        ) : preview.ok ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
          <section className={styles.text} aria-label="First lines" tabIndex={0}>
            {visibleText(preview.value.text.replaceAll("\r\n", "\n"))}
            {preview.value.isWhole ? "" : "\n…"}
          </section>
        ) : (
          <p className={styles.note} role="alert">
            {failureSentence(preview.failure)}
          </p>
        )}
        {options.as === "parquet" && preview?.ok === true ? (
          <p className={styles.note}>Shown as CSV; the file holds the same table.</p>
        ) : undefined}
      </details>
      <p className={styles.size} role="status">
        {estimateWords(estimate)}
      </p>
      <div className={styles.command}>
        <code className={styles.code} title={visibleText(command)}>
          {visibleText(command)}
        </code>
        <CopyButton label="Copy the command" copy={() => copyText(command)} onProblem={setProblem} />
      </div>
      {problem === undefined ? undefined : (
        <p className={styles.note} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
