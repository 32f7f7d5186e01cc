// Whether the keys or the pointer were used last, as an attribute of the document, so that style sheets draw a ring for who
// goes with the keys only. `:focus-visible` alone also holds for what a program has given the focus to.

/** Returns how to stop. */
export function watchInputManner(): () => void {
  const say = (manner: "keys" | "pointer") => () => document.documentElement.setAttribute("data-input", manner);
  const onKeys = say("keys");
  const onPointer = say("pointer");
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (!/^(Control|Shift|Alt|Meta)$/.test(key)) onKeys();
  };
  window.addEventListener("keydown", onKeyDown, { capture: true });
  window.addEventListener("pointerdown", onPointer, { capture: true });
  return () => {
    window.removeEventListener("keydown", onKeyDown, { capture: true });
    window.removeEventListener("pointerdown", onPointer, { capture: true });
  };
}
