const shape = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/**
 * Lower-case letters, digits, `-` and `_`, at most 100. The name of a stream becomes that of a file at the other end, and files that
 * differ in case alone are one on some systems.
 */
export function isStreamId(text: string): boolean {
  return shape.test(text);
}
