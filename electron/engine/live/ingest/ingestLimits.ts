// The bounds of the ingest protocol (docs/ingest-protocol.md). A window is full when it reaches the first of its bounds.

/** The most events of one request. */
export const windowEvents = 500;
/** The most bytes of a request that holds several events. */
export const windowBytes = 1024 * 1024;
/** How long the first event of a window waits for others, in ms: only a source that still grows keeps it waiting. */
export const windowMs = 1_000;
/** The most bytes of an event's line, its number included. A larger one is dropped before it gets a number. */
export const eventBytes = 16 * 1024 * 1024;
/** The most that is read of what another program says. */
export const answerBytes = 1024;
