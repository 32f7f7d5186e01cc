// Lines under the top bar: what is to be known about the file, or about how it is filtered, before its rows are trusted.

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../controls/Button.tsx";
import { classNames } from "../../controls/classNames.ts";
import { useFocusBack } from "../../controls/useFocusBack.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { useSaidOfFile } from "../../data/useSaidOfFile.ts";
import { useOpenTranscript, useView, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./NoticeBars.module.css";

export interface NoticeBarsProps {
  /** A button had the focus, went with its line, and there is nowhere to go back to. */
  readonly onFocusLost: () => void;
}

/**
 * Each line is announced as it comes (`role="status"`) and stays as long as it is true: nothing here is closed by hand.
 */
export function NoticeBars({ onFocusLost }: NoticeBarsProps): ReactNode {
  const workspace = useWorkspace();
  // Of an empty file, the place of its rows says so.
  const notice = useOpenTranscript((open) => (open.progress.bytesTotal === 0 ? undefined : open.notice));
  const name = useOpenTranscript((open) => open.file.name) ?? "";
  const warnings = useOpenTranscript((open) => open.progress.warnings);
  const change = useOpenTranscript((open) => open.progress.change);
  const state = useOpenTranscript((open) => open.progress.state);
  const filterNotice = useView((view) => view.shown?.state.notice);
  const filterFailure = useView((view) => view.shown?.state.failure);
  const isSaidOfFile = useSaidOfFile(filterFailure);
  const reload = <Again title="Reload" onClick={() => void workspace.reload()} onFocusLost={onFocusLost} />;
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
          action={<Again title="Search again" onClick={() => workspace.viewing.askAgain()} onFocusLost={onFocusLost} />}
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

interface AgainProps extends NoticeBarsProps {
  readonly title: string;
  readonly onClick: () => void;
}

function Again({ title, onClick, onFocusLost }: AgainProps) {
  return (
    <div ref={useFocusBack(onFocusLost)}>
      <Button size="small" onClick={onClick}>
        <RotateCw aria-hidden="true" />
        {title}
      </Button>
    </div>
  );
}
