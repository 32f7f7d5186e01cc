import type { ComponentProps } from "react";
import { classNames } from "./classNames.ts";
import styles from "./TextField.module.css";

export interface TextFieldProps extends ComponentProps<"input"> {
  /** For what is typed character by character: paths, numbers, names. */
  readonly mono?: boolean;
  readonly large?: boolean;
}

/** One line of text in a dialog. */
export function TextField({ mono = false, large = false, className, ...rest }: TextFieldProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames(styles.input, mono && styles.mono, large && styles.large, className)}
    />
  );
}
