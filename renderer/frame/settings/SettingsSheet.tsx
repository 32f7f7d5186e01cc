// All that can be set, found by a few letters. What is chosen holds at once.

import { useEffect, useState } from "react";
import type { AppSettings, ThemeChoice } from "../../../shared/desktop.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { Segments } from "../../controls/Segments.tsx";
import { TextField } from "../../controls/TextField.tsx";
import { useSettings, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import { FolderList } from "./FolderList.tsx";
import styles from "./SettingsSheet.module.css";
import type { ChoiceEntry, SettingEntry } from "./settingEntries.ts";
import { findSettings, settingGroups } from "./settingEntries.ts";

export interface SettingsSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What main knows, asked for each time the sheet is opened: the native menu changes it, too. */
interface Known {
  readonly theme: ThemeChoice;
  readonly app: AppSettings;
}

/** Nothing until main has told what it knows. The focus begins in its search, and there is nothing to confirm. */
export function SettingsSheet({ open, onClose }: SettingsSheetProps) {
  const { desktop, settings, libraryFolders } = useWorkspace();
  const { folders } = useWhole(libraryFolders.store);
  const current = useSettings((known) => known);
  const [known, setKnown] = useState<Known>();
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (!open) return;
    let stale = false;
    libraryFolders.load();
    void Promise.all([desktop.theme(), desktop.appSettings()]).then(([theme, app]) => {
      if (!stale) setKnown({ theme, app });
    });
    return () => {
      stale = true;
    };
  }, [desktop, libraryFolders, open]);
  if (!open || known === undefined) return undefined;

  const groups = settingGroups({
    settings: current,
    change: (part) => settings.setState(part),
    theme: known.theme,
    changeTheme(theme) {
      setKnown({ ...known, theme });
      void desktop.setTheme(theme);
    },
    app: known.app,
    changeApp(part) {
      setKnown({ ...known, app: { ...known.app, ...part } });
      void desktop.changeAppSettings(part);
    },
    folders,
    addFolder: libraryFolders.add,
    removeFolder: libraryFolders.remove,
  });
  const found = findSettings(groups, typed);
  return (
    <Dialog open onClose={onClose} title="Settings" width="wide">
      <TextField
        aria-label="Find a setting"
        placeholder="Find a setting"
        data-initial-focus=""
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.groups}>
        {found.length === 0 ? <p className={styles.none}>No setting holds “{typed.trim()}”.</p> : undefined}
        {found.map(({ title, entries }) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            {entries.map((entry) => (
              <div key={entry.title} className={styles.entry}>
                <div>
                  <span>{entry.title}</span>
                  {entry.about === undefined ? undefined : <p className={styles.about}>{entry.about}</p>}
                </div>
                <Control entry={entry} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** More choices are a list that opens. */
const mostSegments = 6;

function Select({ entry }: { readonly entry: ChoiceEntry }) {
  return (
    <select
      className={styles.select}
      aria-label={entry.title}
      value={entry.value}
      onChange={(event) => entry.onChoose(event.target.value)}
    >
      {entry.options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Control({ entry }: { readonly entry: SettingEntry }) {
  if (entry.type === "choice" && entry.options.length > mostSegments) return <Select entry={entry} />;
  if (entry.type === "folders") return <FolderList entry={entry} />;
  if (entry.type === "choice") {
    return <Segments label={entry.title} value={entry.value} options={entry.options} onChoose={entry.onChoose} />;
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
    <div role="group" aria-label={entry.title} className={styles.switches}>
      {entry.options.map(({ value, title }) => (
        <Button
          key={value}
          size="small"
          tone="quiet"
          className={styles.switch}
          aria-pressed={entry.on.includes(value)}
          onClick={() => entry.onToggle(value)}
        >
          {title}
        </Button>
      ))}
    </div>
  );
}
