// A file dropped anywhere on the window is opened; of several, the first. Main gets the file itself and grants it: the page sees no path.

import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./DropZone.module.css";
import { openFirst } from "./openFirst.ts";

export function DropZone() {
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
      if (isFile(event)) show(depth + 1);
    };
    const onLeave = (event: DragEvent) => {
      if (isFile(event)) show(depth - 1);
    };
    // Without this the browser would not let anything be dropped, or open it itself.
    const onOver = (event: DragEvent) => event.preventDefault();
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      show(0);
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file !== undefined) void openDropped(file, others.length);
    };
    const openDropped = async (file: File, others: number) => {
      const granted = await workspace.desktop.grantDropped(file);
      if (granted !== undefined) openFirst(workspace, granted, others);
      else workspace.tell({ tone: "warning", text: "This is no file on disk. Save it first, then drop that." });
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
  }, [workspace]);

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
