import { useEffect, useState } from "react";

/** True once `flag` has been so for a while, in ms: what is over before anybody could see it is not shown. */
export function useLate(flag: boolean, ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!flag) return setLate(false);
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [flag, ms]);
  return flag && late;
}
