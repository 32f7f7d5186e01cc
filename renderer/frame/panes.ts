// Where the panes beside the list stand and how large they may be, so that the list keeps enough room in any window.

import { useSyncExternalStore } from "react";
import type { Settings } from "../data/settings.ts";
import { useSettings } from "../data/useWorkspace.ts";

export interface Panes {
  readonly facetsWidth: number;
  readonly greatestFacets: number;
  readonly side: "right" | "bottom";
  /** Width on the right, height at the bottom. */
  readonly detailSize: number;
  readonly leastDetail: number;
  readonly greatestDetail: number;
}

/** Pixels. */
const leastList = 360;
const leastFacets = 160;
/** From this window width on, list and record stand well beside each other. */
const besideFrom = 1180;

type PaneSettings = Pick<Settings, "facetsOpen" | "facetsWidth" | "detailSide" | "detailWidth" | "detailHeight">;

export function layOutPanes(settings: PaneSettings, width: number, height: number): Panes {
  const greatestFacets = Math.max(leastFacets + 20, Math.min(480, Math.floor(width * 0.32)));
  const facetsWidth = Math.min(settings.facetsWidth, greatestFacets);
  const beside = width - (settings.facetsOpen ? facetsWidth : 0) - leastList;
  const auto = width >= besideFrom ? "right" : "bottom";
  const side = settings.detailSide === "auto" ? auto : settings.detailSide;
  const right = side === "right";
  const leastDetail = right ? 240 : 120;
  const greatestDetail = Math.max(leastDetail, right ? beside : Math.floor(height * 0.62));
  const detailSize = Math.min(right ? settings.detailWidth : settings.detailHeight, greatestDetail);
  return { facetsWidth, greatestFacets, side, detailSize, leastDetail, greatestDetail };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}

export function usePanes(): Panes {
  const width = useSyncExternalStore(subscribe, () => window.innerWidth);
  const height = useSyncExternalStore(subscribe, () => window.innerHeight);
  return layOutPanes(
    useSettings((settings) => settings),
    width,
    height,
  );
}
