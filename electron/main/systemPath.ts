/** Electron throws where it is to hand the system a path with a control character, though files may be called so. */
export function systemTakes(file: string): boolean {
  return !/\p{Cc}/u.test(file);
}
