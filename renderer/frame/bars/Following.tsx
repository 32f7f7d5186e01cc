import { assertNever } from "../../../shared/assertNever.ts";
import type { Live } from "../../../shared/transcript.ts";
import { classNames } from "../../controls/classNames.ts";
import { formatBytes } from "../../data/format.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import styles from "./Following.module.css";

/** Whether what is written to the file is taken in; a click changes that. */
export function Following({ live }: { readonly live: Live }) {
  const workspace = useWorkspace();
  const { following, heldBack } = live;
  const state = following ? stateOf(live) : undefined;
  const title = following
    ? "New records are shown as they are written. Click to leave the list as it is."
    : "New records are left out. Click to show them as they are written.";
  return (
    <div className={styles.place}>
      {following && heldBack > 0 ? (
        <span title="The last line is not whole yet: it is shown when it is.">
          {formatBytes(heldBack)} of a line being written
        </span>
      ) : undefined}
      <button
        type="button"
        className={classNames(styles.switch, state !== undefined && styles.active)}
        aria-pressed={following}
        title={title}
        onClick={() => void workspace.follow(!following)}
      >
        {following ? ["Following", state].filter((part) => part !== undefined).join(" · ") : "Follow"}
      </button>
    </div>
  );
}

/** What goes on at its end. */
function stateOf({ active, awaits }: Live): string | undefined {
  switch (awaits) {
    case "answer":
      return "answer in progress";
    case "result":
      return "a tool is running";
    case undefined:
      return active ? "being written" : undefined;
    default:
      return assertNever(awaits);
  }
}
