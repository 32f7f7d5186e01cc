// Two selected records side by side as one text: what only the first holds, what only the second holds, what both do.

import { useRef, useState } from "react";
import type { Row } from "../../../shared/rows.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { formatBytes, formatCount, formatCounted } from "../../data/format.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { LongListHandle, LongRowProps } from "../../detail/longList/LongList.tsx";
import { LongList } from "../../detail/longList/LongList.tsx";
import styles from "./CompareSheet.module.css";
import type { ComparedLine } from "./compareTexts.ts";
import { mostComparedBytes } from "./compareTexts.ts";
import type { ComparedRecords } from "./useComparison.ts";
import { useComparison } from "./useComparison.ts";

export interface CompareSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Pixels; the style sheet says the same. */
const rowHeight = 20;

/**
 * Which two is decided by the selection at the moment it opens; where there are not two records, it says so in their
 * place.
 */
export function CompareSheet({ open, onClose }: CompareSheetProps) {
  const workspace = useWorkspace();
  const compared = useComparison(workspace, open);
  return (
    <Dialog open={open} onClose={onClose} title="Two records compared" width="wide">
      {compared === undefined ? (
        <ProgressBar label="Reading both records" done={0} total={0} />
      ) : compared.ok ? (
        <Compared {...compared.value} />
      ) : (
        <p role="alert">{compared.failure}</p>
      )}
    </Dialog>
  );
}

function Compared({ rows: [first, second], comparison, isCut }: ComparedRecords) {
  const [all, setAll] = useState(false);
  const list = useRef<LongListHandle>(null);
  const { lines, folded, added, removed } = comparison;
  const shown: readonly ComparedLine[] = all ? lines : folded;
  const same = added + removed === 0;
  return (
    <div className={styles.compared}>
      <dl className={styles.records}>
        <Side sign="-" row={first} />
        <Side sign="+" row={second} />
      </dl>
      <div className={styles.head}>
        <output>
          {same
            ? "Both hold the same."
            : `${formatCounted(removed, "line")} only in the first, ${formatCount(added)} only in the second`}
          {isCut ? `. Only the first ${formatBytes(mostComparedBytes)} of each are compared.` : ""}
        </output>
        {folded.length === lines.length ? undefined : (
          <Button size="small" data-initial-focus="" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? "Only what differs" : "Show equal lines"}
          </Button>
        )}
      </div>
      <div className={styles.lines} style={{ height: Math.min(shown.length, 24) * rowHeight }}>
        <LongList
          role="group"
          aria-label="Lines of both records"
          tabIndex={0}
          rows={shown.length}
          epoch={all ? 1 : 0}
          rowHeight={rowHeight}
          rowComponent={Line}
          shared={shown}
          handle={list}
        />
      </div>
    </div>
  );
}

function Side({ sign, row }: { readonly sign: "-" | "+"; readonly row: Row }) {
  return (
    <div className={styles.side} data-sign={sign}>
      <dt>{sign === "-" ? "First" : "Second"}</dt>
      <dd>
        Record {formatCount(row.record)} <span className={styles.kind}>{visibleText(row.kind)}</span>{" "}
        {formatBytes(row.length)}
      </dd>
    </div>
  );
}

const signWords = { "+": "only in the second", "-": "only in the first", " ": "in both" } as const;

function Line({ row, style, shared }: LongRowProps<readonly ComparedLine[]>) {
  const line = shared[row];
  if (line === undefined) return null;
  if (line.sign === "…") {
    return (
      <div className={styles.left} style={style}>
        {formatCounted(line.count, "equal line")}
      </div>
    );
  }
  return (
    <div className={styles.line} data-sign={line.sign} style={style}>
      <span className={styles.sign} role="img" aria-label={signWords[line.sign]}>
        {line.sign}
      </span>
      <span className={styles.text}>{line.text}</span>
    </div>
  );
}
