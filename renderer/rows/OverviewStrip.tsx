// The whole file above the list, from left to right by bytes or by time.

import { Clock } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "../controls/IconButton.tsx";
import { useOpenTranscript, useSettings, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./OverviewStrip.module.css";
import { Strip } from "./Strip.tsx";
import { useByteAxis } from "./useByteAxis.ts";
import { useTimeAxis } from "./useTimeAxis.ts";

/** Pixels of a part of the file. */
const partWidth = 3;
const mostParts = 1200;

export function OverviewStrip() {
  const { settings } = useWorkspace();
  const area = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const timed = useOpenTranscript((open) => open.progress.firstTime !== undefined) ?? false;
  const byTime = useSettings(({ overviewAxis }) => overviewAxis === "time") && timed;

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const parts = Math.min(mostParts, Math.floor(width / partWidth));
  return (
    <div className={styles.overview}>
      <div ref={area} className={styles.area}>
        {byTime ? <TimeStrip width={width} parts={parts} /> : <ByteStrip width={width} parts={parts} />}
      </div>
      {timed ? (
        <IconButton
          icon={Clock}
          size="small"
          label="Overview by time"
          aria-pressed={byTime}
          onClick={() => settings.setState({ overviewAxis: byTime ? "bytes" : "time" })}
        />
      ) : undefined}
    </div>
  );
}

interface SizedProps {
  readonly width: number;
  readonly parts: number;
}

function ByteStrip({ width, parts }: SizedProps) {
  return <Strip axis={useByteAxis(parts)} width={width} />;
}

function TimeStrip({ width, parts }: SizedProps) {
  return <Strip axis={useTimeAxis(parts)} width={width} />;
}
