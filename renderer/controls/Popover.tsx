import { Popover as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";
import { classNames } from "./classNames.ts";
import styles from "./Popover.module.css";
import { useFocusBack } from "./useFocusBack.ts";

export interface PopoverProps extends Pick<ComponentProps<typeof Radix.Content>, "onKeyDown"> {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** Says how large it is. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A small sheet below a button, which stays until something else is pressed. */
export function Popover({ open, onOpen, label, trigger, className, children, onKeyDown }: PopoverProps) {
  // Drawn beside its button, so that it belongs to the same landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          ref={useFocusBack()}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={classNames(styles.popover, className)}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
      {/* Behind what is drawn in it: where both go at once, what gives the focus back has to go first. */}
      <div ref={setPlace} className={styles.place} />
    </Radix.Root>
  );
}
