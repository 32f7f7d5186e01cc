/** Names the button of the first screen by which the keyboard begins. */
export const beginsHere = "data-begins-here";

/** Gives it the keyboard, in the tab that is shown. False: no first screen is. */
export function focusBeginning(): boolean {
  const button = [...document.querySelectorAll(`[${beginsHere}]`)].find((one) => one.closest("[inert]") === null);
  if (!(button instanceof HTMLElement)) return false;
  button.focus();
  return true;
}
