/** Bytes below which a transcript, or what was added to one, is read faster than a kept file is worth. */
export const worthKeeping = 4 * 1024 * 1024;
