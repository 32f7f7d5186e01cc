// F6 goes around the parts of the window, as in editors and browsers: the filter, the kinds, the list, the record; then those of
// the transcript beside.

/** The one element of each part that takes the keyboard when somebody comes to it; parts that are not drawn are left out. */
const stops = [
  "[role=combobox]",
  "nav [data-roving][tabindex='0']",
  "[role=listbox][aria-label=Records], [role=feed] [tabindex='0']",
  "[data-record-content]",
] as const;

/** Gives the keyboard to the part after the one that has it, or before it. */
export function focusNextPart(workbench: HTMLElement, by: 1 | -1): void {
  const all = [...(workbench.closest("[data-panes]")?.querySelectorAll("[data-workbench]") ?? [workbench])];
  const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const parts = shown.flatMap((one) =>
    stops.flatMap((selector) => {
      const found = one.querySelector(selector);
      return found instanceof HTMLElement && found.checkVisibility({ visibilityProperty: true }) ? [found] : [];
    }),
  );
  const current = parts.findIndex((part) => landmarkOf(part).contains(document.activeElement));
  const next = current < 0 ? (by === 1 ? 0 : parts.length - 1) : (current + by + parts.length) % parts.length;
  parts[next]?.focus();
}

function landmarkOf(part: HTMLElement): Element {
  return part.closest("search, nav, section[aria-label]") ?? part;
}
