// Events or conversation: two ways to look at the same transcript.

import { List, MessagesSquare } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { Tooltip } from "../controls/Tooltip.tsx";
import { useSettings, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./LookSwitch.module.css";

const looks = [
  { value: "events", title: "Events", icon: List, tip: "Every record of the file", keys: "1" },
  { value: "conversation", title: "Conversation", icon: MessagesSquare, tip: "What was said and done", keys: "2" },
] as const;

/**
 * A single choice of two: Tab stops once, arrows go along, Space and Enter choose. The keys 1 and 2 do the same from
 * anywhere.
 */
export function LookSwitch() {
  const { settings } = useWorkspace();
  const look = useSettings((known) => known.look);
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.switch}
      aria-label="How the transcript is shown"
      value={look}
      onValueChange={(value) => {
        if (value === "events" || value === "conversation") settings.setState({ look: value });
      }}
    >
      {looks.map(({ value, title, icon: Icon, tip, keys }) => (
        <Tooltip key={value} text={tip} keys={keys}>
          <span className={styles.place}>
            <ToggleGroup.Item className={styles.look} value={value}>
              <Icon aria-hidden="true" />
              <span className={styles.word}>{title}</span>
            </ToggleGroup.Item>
          </span>
        </Tooltip>
      ))}
    </ToggleGroup.Root>
  );
}
