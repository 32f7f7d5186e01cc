import { ArrowDown } from "lucide-react";
import { Button } from "../controls/Button.tsx";
import { formatCount } from "../data/format.ts";
import styles from "./NewRows.module.css";

/** How many records have come behind what is on screen, and the way there. */
export function NewRows({ count, onGo }: { readonly count: number; readonly onGo: () => void }) {
  if (count === 0) return undefined;
  return (
    <Button tone="primary" size="small" className={styles.new} title="Go to the end, and stay there" onClick={onGo}>
      {formatCount(count)} new
      <ArrowDown aria-hidden="true" />
    </Button>
  );
}
