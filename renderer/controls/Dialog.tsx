// A modal dialog: focus is kept inside, Esc closes it, the rest of the page is hidden from assistive technology.
// Radix's own overlay is left out: it locks scrolling by adding a <style> element, which the page's content security
// policy forbids and which nothing here needs, since the page itself never scrolls.

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useRef } from "react";
import { classNames } from "./classNames.ts";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";
import { useFocusBack } from "./useFocusBack.ts";

export interface DialogProps {
  readonly open: boolean;
  /** Esc, the close button or a click beside it. */
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: string | undefined;
  readonly width?: "narrow" | "medium" | "wide";
  /** Nothing in it is to be operated: the keyboard scrolls it. */
  readonly onlyRead?: boolean;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
}

/**
 * A modal dialog after the WAI-ARIA pattern. The focus goes to what is marked `data-initial-focus`, else to the first
 * control, and back to where it came from when the dialog goes. The parent holds `open`: `onClose` only asks.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  width = "medium",
  onlyRead,
  children,
  footer,
}: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  // What the dialog is for, not the button that closes it: what is marked so, or the first control.
  const focusFirst = (event: Event) => {
    const first =
      body.current?.querySelector("[data-initial-focus]") ??
      body.current?.querySelector("input, select, textarea, button") ??
      body.current?.closest("[tabindex]"); // nothing to operate: what is read, or the dialog itself
    if (!(first instanceof HTMLElement)) return;
    event.preventDefault();
    first.focus();
  };

  return (
    <Radix.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Radix.Portal>
        <div className={styles.scrim}>
          <Radix.Content
            ref={useFocusBack()}
            className={classNames(styles.dialog, styles[width])}
            onOpenAutoFocus={focusFirst}
            onCloseAutoFocus={(event) => event.preventDefault()}
            {...(description === undefined ? { "aria-describedby": undefined } : {})}
          >
            <header className={styles.header}>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton icon={X} label="Close" keys="Esc" />
              </Radix.Close>
            </header>
            {description === undefined ? undefined : (
              <Radix.Description className={styles.description}>{description}</Radix.Description>
            )}
            <div ref={body} className={styles.body} {...(onlyRead === true ? { tabIndex: 0 } : {})}>
              {children}
            </div>
            {footer === undefined ? undefined : <footer className={styles.footer}>{footer}</footer>}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
