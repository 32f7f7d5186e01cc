import { useCallback, useRef } from "react";

/** Gives, whenever something is asked for, what tells whether nothing else has been asked for since: of several answers the last one asked for counts. */
export function useNewest(): () => () => boolean {
  const newest = useRef(0);
  return useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    return () => newest.current === mine;
  }, []);
}
