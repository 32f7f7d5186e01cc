// Lines under the top bar: what is to be known about the file, or about how it is filtered, before its rows are trusted.

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../controls/Button.tsx";
import { classNames } from "../../controls/classNames.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { useOpenTranscript, useView, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./NoticeBars.module.css";

export function NoticeBars(): ReactNode {
  const workspace = useWorkspace();
  // Of an empty file, the place of its rows says so.
  const notice = useOpenTranscript((open) => (open.progress.bytesTotal === 0 ? undefined : open.notice));
  const name = useOpenTranscript((open) => open.file.name) ?? "";
  const warnings = useOpenTranscript((open) => open.progress.warnings);
  const change = useOpenTranscript((open) => open.progress.change);
  const state = useOpenTranscript((open) => open.progress.state);
  const filterNotice = useView((view) => view.shown?.state.notice);
  const filterFailure = useView((view) => view.shown?.state.failure);
  // A search of a file that has changed fails for the same reason, and searching again would not help.
  const isSaidOfFile = filterFailure?.code === "source-changed" && change !== undefined && change !== "grown";
  const reload = (
    <Button size="small" onClick={() => void workspace.reload()}>
      <RotateCw aria-hidden="true" />
      Reload
    </Button>
  );
  return (
    <>
      {warnings?.map((warning) => (
        <Bar key={warning} tone="info">
          {visibleText(warning)}
        </Bar>
      ))}
      {notice === undefined ? undefined : <Bar tone="info">{visibleText(notice)}</Bar>}
      {change === undefined || change === "grown" ? undefined : (
        <Bar tone="warning" action={change === "removed" ? undefined : reload}>
          {failureSentence({ code: "source-changed", name, change })}
        </Bar>
      )}
      {change === "grown" ? (
        <Bar tone="info" action={reload}>
          More was written to “{name}” since it was indexed. Reload it to see the new records, or follow it.
        </Bar>
      ) : undefined}
      {state?.phase === "failed" && change === undefined ? (
        <Bar tone="warning" action={reload}>
          {failureSentence(state.failure)}
        </Bar>
      ) : undefined}
      {filterNotice === undefined ? undefined : <Bar tone="info">{visibleText(filterNotice)}</Bar>}
      {filterFailure === undefined || isSaidOfFile ? undefined : (
        <Bar
          tone="warning"
          action={
            <Button size="small" onClick={() => workspace.viewing.askAgain()}>
              <RotateCw aria-hidden="true" />
              Search again
            </Button>
          }
        >
          {failureSentence(filterFailure)}
        </Bar>
      )}
    </>
  );
}

interface BarProps {
  readonly tone: "info" | "warning";
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Bar({ tone, action, children }: BarProps) {
  return (
    <div role="status" className={classNames(styles.bar, styles[tone])}>
      <p>{children}</p>
      {action}
    </div>
  );
}
