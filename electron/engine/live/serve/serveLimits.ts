// The bounds of a server.

/** Sessions on one page of the list. */
export const pageSessions = 500;
/**
 * Sessions that are open at once, and of these at most so many that nobody reads. One that is written to holds memories of
 * compiled code, of which Electron's runtime has few (index/workshops.ts).
 */
export const mostOpen = 24;
export const mostUnread = 8;
/** How often it is looked which sessions are idle, in ms. */
export const sweepMs = 2 * 60_000;
/** How often a session that somebody follows is looked at, in ms. */
export const lookMs = 100;
/** A connection on which nothing happens gets a comment so often, in ms: proxies end silent ones after 30 s and more. */
export const keepAliveMs = 15_000;
/** Bytes that are made ready for one client at a time. */
export const chunkBytes = 32 * 1024;
/** The most bytes of a request's body: what an AG-UI client knows of a run. */
export const requestBytes = 16 * 1024 * 1024;
