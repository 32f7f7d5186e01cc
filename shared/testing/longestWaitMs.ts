/** How long a test waits for a state before it says that it never came: long, since no test may depend on how fast a machine is. */
export const longestWaitMs = 600_000;
