import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { createContext, useContext, useState } from "react";
import { Keys } from "./Keys.tsx";
import styles from "./Tooltip.module.css";

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly side?: "top" | "bottom" | "left" | "right" | undefined;
  /** One element that takes a ref and events. */
  readonly children: ReactElement;
}

/** Whether what is around is on screen. The pointer does not leave what is hidden under it, so its tooltip would stay. */
export const MayShowTooltips = createContext(true);

/** A short name for what is under the pointer or has the focus. Never holds what is said nowhere else. */
export function Tooltip({ text, keys, side = "bottom", children }: TooltipProps) {
  const mayShow = useContext(MayShowTooltips);
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen && !mayShow) setIsOpen(false);
  return (
    <Radix.Root open={isOpen && mayShow} onOpenChange={setIsOpen}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={6}>
          {text}
          {keys === undefined ? undefined : <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Stands once around the page: after one tooltip was shown, the next ones come without a wait. */
export const TooltipProvider = Radix.Provider;
