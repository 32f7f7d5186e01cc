// A few choices side by side, of which one holds.

import { ToggleGroup } from "radix-ui";
import styles from "./Segments.module.css";

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly title: string }[];
  readonly onChoose: (value: Value) => void;
}

/**
 * Tab stops once, at the one that holds; arrows go along, Space and Enter choose. The one that holds cannot be taken
 * away.
 */
export function Segments<Value extends string>({ label, value, options, onChoose }: SegmentsProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.segments}
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((known) => known.value === chosen);
        if (option !== undefined) onChoose(option.value);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} className={styles.segment} value={option.value}>
          {option.title}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
