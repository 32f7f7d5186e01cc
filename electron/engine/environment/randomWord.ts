/** Sixteen digits that nobody else has. No secret, for which the runtime would load a library at every start. */
export function randomWord(): string {
  const digits = (): string =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return digits() + digits();
}
