import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./classNames.ts";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label" | "title"> {
  readonly icon: LucideIcon;
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string | undefined;
  readonly size?: "small" | "medium";
  /** Where the tooltip stands. */
  readonly side?: "top" | "bottom" | "left" | "right";
}

/**
 * A button that shows nothing but an icon: what it does is read from its tooltip, by hover or focus, and by assistive
 * technology.
 */
export function IconButton({ icon: Icon, label, keys, size = "medium", side, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button type="button" {...rest} aria-label={label} className={classNames(styles.button, styles[size], className)}>
        <Icon aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
