import { useEffect, useRef } from "react";
import type { ButtonProps } from "../../controls/Button.tsx";
import { Button } from "../../controls/Button.tsx";

/** A button that takes the keyboard when it appears: the step before it, and what had the keyboard there, are gone. */
export function FocusedButton(props: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return <Button {...props} ref={button} />;
}
