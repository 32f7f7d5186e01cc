// The sessions that programs left on this machine, written last first: found by words, opened by a click.

import { CircleAlert, FolderPlus, ScrollText } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { mostLibraryFolders } from "../../shared/desktop.ts";
import type { LibrarySession } from "../../shared/library.ts";
import { longestFind } from "../../shared/library.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import { Button } from "../controls/Button.tsx";
import { usePointMenu } from "../controls/usePointMenu.ts";
import { formatAgo, formatBytes, formatCounted, formatTime } from "../data/format.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { FileEntryMenu } from "./FileEntryMenu.tsx";
import styles from "./FileList.module.css";
import { MissingFolders } from "./MissingFolders.tsx";
import { useLibrary } from "./useLibrary.ts";

export interface LibraryListProps {
  readonly onOpen: (session: LibrarySession) => void;
}

export function LibraryList({ onOpen }: LibraryListProps) {
  const heading = useId();
  const [find, setFind] = useState("");
  const [inTexts, setInTexts] = useState(false);
  const { sessions, isLooking, searched, problem, showMore } = useLibrary(find.trim(), inTexts && find.trim() !== "");
  const { libraryFolders } = useWorkspace();
  const { folders } = useWhole(libraryFolders.store);
  useEffect(libraryFolders.load, []);
  // Where no program has left any, and the user has added no folder, nothing is said of it.
  const isEmpty = sessions?.length === 0 && find === "" && folders.length === 0 && problem === undefined;
  if (sessions === undefined || (isEmpty && !isLooking)) return undefined;
  return (
    <section className={styles.recents} aria-labelledby={heading}>
      <header className={styles.header}>
        <h2 id={heading} className={styles.title}>
          On this machine
        </h2>
        <input
          type="search"
          className={styles.find}
          aria-label={
            inTexts ? "Find a session by a text that stands in it" : "Find a session by title, project or file"
          }
          placeholder="Find a session"
          maxLength={longestFind}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        <label className={styles.inTexts}>
          <input type="checkbox" checked={inTexts} onChange={(event) => setInTexts(event.target.checked)} />
          In all texts
        </label>
        <Button
          tone="quiet"
          size="small"
          title="Sessions in this folder are listed with the others"
          disabled={folders.length >= mostLibraryFolders}
          onClick={libraryFolders.add}
        >
          <FolderPlus aria-hidden="true" />
          Add a folder
        </Button>
      </header>
      <MissingFolders folders={folders} onRemove={libraryFolders.remove} />
      {sessions.length === 0 ? undefined : (
        <ul className={styles.list} aria-busy={isLooking}>
          {sessions.map((session) => (
            <li key={session.id}>
              <SessionEntry session={session} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={styles.state}>
        {isLooking
          ? `Looking…${searched === undefined ? "" : ` ${formatCounted(searched, "session")} so far`}`
          : sessions.length > 0
            ? ""
            : inTexts
              ? "No session holds this text."
              : find === ""
                ? "There is no session in any folder of the library."
                : "No session has these words in its title, project or file."}
      </p>
      {problem === undefined || isLooking ? undefined : <p className={styles.state}>{visibleText(problem)}</p>}
      {showMore === undefined || isLooking ? undefined : (
        <Button tone="quiet" size="small" onClick={showMore}>
          Show more
        </Button>
      )}
    </section>
  );
}

interface SessionEntryProps {
  readonly session: LibrarySession;
  readonly onOpen: (session: LibrarySession) => void;
}

function SessionEntry({ session, onOpen }: SessionEntryProps) {
  const workspace = useWorkspace();
  const { desktop } = workspace;
  const { menu, open, close } = usePointMenu<void>();
  const withFile = (act: (file: string) => Promise<void>) =>
    void desktop.offeredFile(session.id).then((file) => file && act(file.id));
  const { title, project, format, modified, bytes, prompts, arePromptsExact, lastError } = session;
  const Icon = lastError === undefined ? ScrollText : CircleAlert;
  const asked = `${formatCounted(prompts, "prompt")}${arePromptsExact ? "" : " or more"}`;
  const shownTitle = visibleText(title ?? withoutTitle(session));
  return (
    <>
      <button
        type="button"
        className={styles.entry}
        onContextMenu={(event) => open(event)}
        title={lastError === undefined ? visibleText(session.name) : `Ended with an error: ${visibleText(lastError)}`}
        onClick={() => onOpen(session)}
      >
        <Icon aria-hidden="true" />
        <span className={styles.names}>
          <span className={styles.name}>{shownTitle}</span>
          <span className={styles.folder}>
            {formatTitle(format)} · {asked} · {visibleText(project)}
          </span>
        </span>
        <span className={styles.facts}>
          <span>{formatBytes(bytes)}</span>
          <span className={styles.ago}>{formatAgo(modified, Date.now())}</span>
        </span>
      </button>
      {menu === undefined ? undefined : (
        <FileEntryMenu
          name={shownTitle}
          at={menu.at}
          onOpen={() => onOpen(session)}
          onShowInFolder={() => withFile(desktop.showInFolder)}
          onCopyPath={() => withFile((id) => tellOfCopy(workspace, desktop.copyPath(id)))}
          onClose={close}
        />
      )}
    </>
  );
}

/** Where nobody has asked anything yet: by its project and time, since files are named by numbers. */
function withoutTitle({ name, project, modified }: LibrarySession): string {
  const folder = project.split(/[\\/]/).findLast((part) => part !== "");
  const time = formatTime(milliseconds(modified))?.full.slice(0, 16);
  return folder === undefined || time === undefined ? name : `${folder}, ${time}`;
}
