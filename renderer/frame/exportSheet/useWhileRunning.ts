import { useEffect } from "react";

/** Tells while something runs, and that it does not any more when its sheet is gone. */
export function useWhileRunning(isRunning: boolean, onRunning: (isRunning: boolean) => void): void {
  useEffect(() => {
    if (!isRunning) return undefined;
    onRunning(true);
    return () => onRunning(false);
  }, [isRunning, onRunning]);
}
