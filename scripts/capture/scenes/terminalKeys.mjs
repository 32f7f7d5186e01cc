// Steps at a terminal.

/** Until something is shown, and a moment for the program to be ready again. @param {string} [shown] @returns {readonly import("../scenes.mjs").Step[]} */
export function untilShown(shown) {
  return shown === undefined ? [{ waitMs: 1500 }] : [{ until: shown }, { waitMs: 1500 }];
}

/** Words, and Enter behind them. @param {string} words @returns {readonly import("../scenes.mjs").Step[]} */
export function typed(words) {
  return [{ send: words }, { waitMs: 500 }, { send: "\r" }];
}
