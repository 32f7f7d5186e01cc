import type { ComponentProps } from "react";
import styles from "./Button.module.css";
import { classNames } from "./classNames.ts";

/** With all that a `<button>` takes; `type` is "button" unless it is said, so that none sends a form by accident. */
export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` for the one thing to do next, `plain` for the others, `quiet` inside dense places, `danger` to destroy. */
  readonly tone?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "small" | "medium" | "large";
  /** There is nothing to do for it now. Other than one that is `disabled`, it keeps the keyboard: for what its own click leads to. */
  readonly idle?: boolean;
}

/**
 * A button with words. One with an icon alone is an `IconButton`, which needs a name. One that is `idle` stays in the
 * order of Tab, and a click on it does nothing.
 */
export function Button(props: ButtonProps) {
  const { tone = "plain", size = "medium", idle = false, className, type = "button", onClick, ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={idle ? true : undefined}
      onClick={idle ? undefined : onClick}
      className={classNames(styles.button, styles[tone], styles[size], className)}
    />
  );
}
