import { ChevronDown } from "lucide-react";
import { formatNames, formatTitle } from "../../../shared/transcript.ts";
import { Button } from "../../controls/Button.tsx";
import { Menu, MenuChoice, MenuNote, MenuSeparator } from "../../controls/Menu.tsx";
import { useOpenTranscript, useWorkspace } from "../../data/useWorkspace.ts";
import styles from "./FormatMenu.module.css";

const automatic = "automatic";

/** How the file is read, why, and how else it could be. */
export function FormatMenu() {
  const workspace = useWorkspace();
  const format = useOpenTranscript((open) => open.format);
  if (format === undefined) return undefined;
  const title = formatTitle(format.name);
  const trigger = (
    <Button tone="plain" size="small" className={styles.format} aria-label={`Read as ${title}`}>
      {title}
      <ChevronDown aria-hidden="true" />
    </Button>
  );
  const options = [
    { value: automatic, title: "Detect", detail: format.by === "detected" ? title : undefined },
    ...formatNames.map((name) => ({ value: name, title: formatTitle(name) })),
  ];
  return (
    <Menu trigger={trigger}>
      <MenuNote>
        {format.by === "detected" ? "Detected: " : "Chosen: "}
        {format.reason}
      </MenuNote>
      <MenuSeparator />
      <MenuChoice
        value={format.by === "chosen" ? format.name : automatic}
        options={options}
        onChoose={(value) => void workspace.reindex(formatNames.find((name) => name === value))}
      />
    </Menu>
  );
}
