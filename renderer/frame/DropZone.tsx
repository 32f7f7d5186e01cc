// Files dropped anywhere on the window are opened, each in a tab. Main gets the files themselves and grants them: the page sees
// no path.

import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";
import { formatCount } from "../data/format.ts";
import { openChosen } from "../data/openChosen.ts";
import { useTabs } from "../data/useTabs.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./DropZone.module.css";

export function DropZone() {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Entering a child fires before leaving its parent, so the depth tells whether the window was left.
    let depth = 0;
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const show = (next: number) => {
      depth = Math.max(0, next);
      setOver(depth > 0);
    };
    const onEnter = (event: DragEvent) => {
      if (!isFile(event)) return;
      // Who enters is taken, not only who moves on; or what is dropped in between is refused.
      event.preventDefault();
      show(depth + 1);
    };
    const onLeave = (event: DragEvent) => {
      if (isFile(event)) show(depth - 1);
    };
    // Without this the browser would not let anything be dropped, or open it itself.
    const onOver = (event: DragEvent) => event.preventDefault();
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      show(0);
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) void openDropped(dropped);
    };
    const openDropped = async (dropped: readonly File[]) => {
      const granted = await Promise.all(dropped.map((file) => workspace.desktop.grantDropped(file)));
      const files = granted.filter((file) => file !== undefined);
      const note = files.length < dropped.length ? notOnDisk(files.length, dropped.length) : undefined;
      openChosen(tabs, workspace.desktop, files, note);
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [tabs, workspace]);

  if (!over) return undefined;
  return (
    <div className={styles.zone}>
      <div className={styles.card}>
        <FileDown aria-hidden="true" />
        Drop to open
      </div>
    </div>
  );
}

function notOnDisk(found: number, dropped: number): string {
  return dropped === 1
    ? "This is no file on disk. Save it first, then drop that."
    : `${formatCount(dropped - found)} of ${formatCount(dropped)} are no files on disk and not opened. Save them first, then drop those.`;
}
