/**
 * How often `npm run kills` kills each program.
 * @param {string} text As it was typed.
 * @param {number} fewest
 * @returns {number | undefined} Undefined: it is no whole number, or too small.
 */
export function timesToKill(text, fewest) {
  const times = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return times < fewest ? undefined : times;
}
