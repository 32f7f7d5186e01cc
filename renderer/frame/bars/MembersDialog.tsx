import { useId, useState } from "react";
import type { FormatChoice, NamingMembers } from "../../../shared/transcript.ts";
import { isMemberPath } from "../../../shared/transcript.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { TextField } from "../../controls/TextField.tsx";
import { formatCounted } from "../../data/format.ts";
import { chosenReading } from "../../data/states.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./MembersDialog.module.css";

export interface MembersDialogProps {
  readonly format: FormatChoice;
  readonly onClose: () => void;
}

/** Names the members that hold a record's kind and time, where the detected ones are not the right ones. */
export function MembersDialog({ format, onClose }: MembersDialogProps) {
  const workspace = useWorkspace();
  const [kindPath, setKindPath] = useState(chosenPath(format.kind));
  const [timePath, setTimePath] = useState(chosenPath(format.time));
  const valid = [kindPath, timePath].every((path) => path === "" || isMemberPath(path));
  const use = () => {
    if (!valid) return;
    const chosen = chosenReading(workspace.transcript.getState());
    void workspace.reindex({ ...chosen, kindPath: kindPath || undefined, timePath: timePath || undefined });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Members for kind and time"
      description="Keys from the record down, joined by dots. An empty field means: as detected. It is remembered for this file."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={!valid} onClick={use}>
            Index anew
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <MemberField label="Kind" members={format.kind} value={kindPath} onChange={setKindPath} />
        <MemberField label="Time" members={format.time} value={timePath} onChange={setTimePath} />
        {/* Enter in a field submits the form, as long as there is a button for it. */}
        <button type="submit" hidden={true} />
      </form>
    </Dialog>
  );
}

interface MemberFieldProps {
  readonly label: string;
  readonly members: NamingMembers;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function MemberField({ label, members, value, onChange }: MemberFieldProps) {
  const id = useId();
  const detected = members.by === "detected" ? members.members.map(({ path }) => path).join(", ") : "";
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextField
        id={id}
        mono
        value={value}
        placeholder={detected === "" ? "as detected" : `as detected: ${visibleText(detected)}`}
        aria-invalid={value !== "" && !isMemberPath(value)}
        onChange={(event) => onChange(event.target.value)}
      />
      {members.candidates.length === 0 ? undefined : (
        <ul className={styles.candidates} aria-label={`Members that could name the ${label.toLowerCase()}`}>
          {members.candidates.map(({ path, records }) => (
            <li key={path}>
              <Button
                size="small"
                title={`In ${formatCounted(records, "record")} of those looked at`}
                onClick={() => onChange(path)}
              >
                {visibleText(path)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function chosenPath({ by, members }: NamingMembers): string {
  return by === "chosen" ? (members[0]?.path ?? "") : "";
}
