import type { ComponentProps } from "react";
import styles from "./Button.module.css";
import { classNames } from "./classNames.ts";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` for the one thing to do next, `plain` for the others, `quiet` inside dense places, `danger` to destroy. */
  readonly tone?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "small" | "medium" | "large";
}

export function Button({ tone = "plain", size = "medium", className, type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classNames(styles.button, styles[tone], styles[size], className)} />;
}
