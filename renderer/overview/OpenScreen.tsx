// What stands in the window before a transcript is open, or after one could not be opened.

import { FlaskConical, FolderOpen } from "lucide-react";
import { useEffect, useState } from "react";
import type { GrantedFile, RecentFile } from "../../shared/desktop.ts";
import type { LibrarySession } from "../../shared/library.ts";
import { Button } from "../controls/Button.tsx";
import { Keys } from "../controls/Keys.tsx";
import { Mark } from "../controls/Mark.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { useTabs } from "../data/useTabs.ts";
import { useTranscript, useWorkspace } from "../data/useWorkspace.ts";
import { beginsHere } from "./beginsHere.ts";
import { LibraryList } from "./LibraryList.tsx";
import styles from "./OpenScreen.module.css";
import { RecentFiles } from "./RecentFiles.tsx";

export interface OpenScreenProps {
  /** Lets the user choose a file. */
  readonly onOpen: () => void;
}

/**
 * Sessions, recent files and the sample are opened by it; dropped files and the dialog are the window's. After a
 * failure that is said first, with a way to try again.
 */
export function OpenScreen({ onOpen }: OpenScreenProps) {
  const workspace = useWorkspace();
  const tabs = useTabs();
  const { desktop } = workspace;
  const show = (file: GrantedFile) => tabs.open([{ file, found: undefined }], 0);
  const failed = useTranscript((state) => (state.phase === "failed" ? state : undefined));
  const [recents, setRecents] = useState<readonly RecentFile[]>([]);

  useEffect(() => {
    let stale = false;
    void desktop.recentFiles().then((files) => {
      if (!stale) setRecents(files);
    });
    return () => {
      stale = true;
    };
  }, [desktop]);

  const openSample = async () => show(await desktop.sampleFile());
  const openSession = async ({ id }: LibrarySession) => {
    const file = await desktop.offeredFile(id);
    if (file !== undefined) show(file);
  };
  const forget = async (file: RecentFile | undefined) => {
    await (file === undefined ? desktop.forgetRecentFiles() : desktop.forgetRecentFile(file.id));
    setRecents((before) => (file === undefined ? [] : before.filter((other) => other !== file)));
  };

  return (
    <div className={styles.screen}>
      <div className={styles.column}>
        <div className={styles.head}>
          <Mark size={44} />
          <div>
            <h1 className={styles.name}>Seekline</h1>
            <p className={styles.claim}>Read agent transcripts of any size, record by record.</p>
          </div>
        </div>
        {failed === undefined ? undefined : (
          <div role="alert" className={styles.failure}>
            <p>{failureSentence(failed.failure)}</p>
            <Button size="small" onClick={() => void workspace.open(failed.file)}>
              Try again
            </Button>
          </div>
        )}
        <div className={styles.actions}>
          <Button tone="primary" size="large" onClick={onOpen} {...{ [beginsHere]: "" }}>
            <FolderOpen aria-hidden="true" />
            Open a transcript
            <span className={styles.keys}>
              <Keys keys={desktop.platform === "darwin" ? "⌘ O" : "Ctrl O"} />
            </span>
          </Button>
          <Button size="large" onClick={() => void openSample()}>
            <FlaskConical aria-hidden="true" />
            Open the sample
          </Button>
        </div>
        <p className={styles.hint}>
          Or drop a .jsonl file, or a folder of them, anywhere in this window. It is only read, never changed.
        </p>
        {recents.length === 0 ? undefined : (
          <RecentFiles files={recents} onOpen={show} onForget={(file) => void forget(file)} />
        )}
        <LibraryList onOpen={(session) => void openSession(session)} />
      </div>
    </div>
  );
}
