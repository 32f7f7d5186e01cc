import { Dialog } from "../controls/Dialog.tsx";
import { Keys } from "../controls/Keys.tsx";
import styles from "./ShortcutSheet.module.css";
import { keysText, shortcutGroups } from "./shortcuts.ts";

export interface ShortcutSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly mac: boolean;
}

export function ShortcutSheet({ open, onClose, mac }: ShortcutSheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width="wide" onlyRead>
      <div className={styles.groups}>
        {shortcutGroups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.list}>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.title} className={styles.row}>
                  <dt>{shortcut.title}</dt>
                  <dd className={styles.keys}>
                    {shortcut.keys.map((keys) => (
                      <Keys key={keys} keys={keysText(keys, mac)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
