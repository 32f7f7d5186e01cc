import { ArrowDown } from "lucide-react";
import { Button } from "./Button.tsx";
import styles from "./NewOnes.module.css";

export interface NewOnesProps {
  /** As it is written; undefined when there are none. */
  readonly count: string | undefined;
  readonly onGo: () => void;
}

/** How much has come behind what is on screen, and the way there. It lies over the lower edge of what is around it. */
export function NewOnes({ count, onGo }: NewOnesProps) {
  if (count === undefined) return undefined;
  return (
    <Button tone="primary" size="small" className={styles.new} title="Go to the end, and stay there" onClick={onGo}>
      {count} new
      <ArrowDown aria-hidden="true" />
    </Button>
  );
}
