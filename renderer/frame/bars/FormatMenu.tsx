import { Braces, ChevronDown } from "lucide-react";
import { useState } from "react";
import type { NamingMembers } from "../../../shared/transcript.ts";
import { formatNames, formatTitle } from "../../../shared/transcript.ts";
import { Button } from "../../controls/Button.tsx";
import { Menu, MenuChoice, MenuItem, MenuNote, MenuSeparator } from "../../controls/Menu.tsx";
import { formatCount, formatCounted } from "../../data/format.ts";
import { chosenReading } from "../../data/states.ts";
import { useOpenTranscript, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./FormatMenu.module.css";
import { MembersDialog } from "./MembersDialog.tsx";

const automatic = "automatic";

/** How the file is read, why, and how else it could be. */
export function FormatMenu() {
  const workspace = useWorkspace();
  const format = useOpenTranscript((open) => open.format);
  const isGroup = useOpenTranscript((open) => open.isGroup) ?? false;
  const [naming, setNaming] = useState(false);
  if (format === undefined) return undefined;
  // Of a group, each member is read by itself.
  const isOfSeveral = isGroup && format.others.length > 0;
  const title = isOfSeveral ? `${formatCount(format.others.length + 1)} formats` : formatTitle(format.name);
  const trigger = (
    <Button tone="plain" size="small" className={styles.format} aria-label={`Read as ${title}`}>
      <Braces aria-hidden="true" className={styles.icon} />
      <span className={styles.title}>{title}</span>
      <ChevronDown aria-hidden="true" className={styles.chevron} />
    </Button>
  );
  if (isGroup) {
    return (
      <Menu trigger={trigger}>
        <MenuNote>{visibleText(format.reason)}</MenuNote>
      </Menu>
    );
  }
  const options = [
    { value: automatic, title: "Detect", detail: format.by === "detected" ? title : undefined },
    ...formatNames.map((name) => ({ value: name, title: formatTitle(name) })),
  ];
  const readAs = (value: string) => {
    const chosen = chosenReading(workspace.transcript.getState());
    void workspace.reindex({ ...chosen, format: formatNames.find((name) => name === value) });
  };
  return (
    <>
      <Menu trigger={trigger}>
        <MenuNote>
          {format.by === "detected" ? "Detected: " : "Chosen: "}
          {visibleText(format.reason)}
        </MenuNote>
        <MenuNote>
          {describeMembers("Kind", format.kind)}
          <br />
          {describeMembers("Time", format.time)}
          <br />
          {format.sampled === 0 ? undefined : `${formatCounted(format.sampled, "record")} were looked at.`}
        </MenuNote>
        <MenuItem onSelect={() => setNaming(true)}>Members for kind and time…</MenuItem>
        <MenuSeparator />
        <MenuChoice value={format.by === "chosen" ? format.name : automatic} options={options} onChoose={readAs} />
      </Menu>
      {naming ? <MembersDialog format={format} onClose={() => setNaming(false)} /> : undefined}
    </>
  );
}

function describeMembers(what: string, { by, members }: NamingMembers): string {
  if (members.length === 0) return `${what}: named by no member`;
  const named = members.map(({ path, records }) => `${visibleText(path)} (${formatCount(records)})`).join(", ");
  return `${what}, ${by}: ${named}`;
}
