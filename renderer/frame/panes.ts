// Where the panes beside the list stand and how large they may be, so that the list keeps enough room in any window.

import { createContext, use, useSyncExternalStore } from "react";
import type { Settings } from "../data/settings.ts";
import { useSettings } from "../data/useWorkspace.ts";

/**
 * All sizes in CSS pixels, as they fit into the window now; what the user chose stays in the settings for a larger one.
 */
export interface Panes {
  /** `over`: the window is so narrow that the kinds lie over the list, and are closed at first. */
  readonly facets: "beside" | "over";
  /** Whether the kinds are shown. */
  readonly facetsShown: boolean;
  readonly facetsWidth: number;
  readonly greatestFacets: number;
  /** `instead`: the window is so low that the record is shown in place of the list. */
  readonly side: "right" | "bottom" | "instead";
  /** Width on the right, height at the bottom. */
  readonly detailSize: number;
  readonly leastDetail: number;
  readonly greatestDetail: number;
}

/** Pixels. */
const leastList = 360;
const leastFacets = 160;
const leastBeside = 240;
/** From this window width on, list and record stand well beside each other. */
const besideFrom = 1180;
/** Below these, as in a window of 900 x 600 that is zoomed to 200 %, panes do not fit beside each other. */
const facetsBesideFrom = 600;
const bothFrom = 360;
/** Of a window's height, for a record below the list; in a low one the bars leave the list less. */
const bottomShare = { usual: 0.62, low: 0.5, lowBelow: 600 };

type PaneSettings = Pick<
  Settings,
  "facetsOpen" | "facetsOver" | "facetsWidth" | "detailSide" | "detailWidth" | "detailHeight"
>;

/** Width and height are what there is for the transcript, in CSS pixels. Pure: the same for the same. */
export function layOutPanes(settings: PaneSettings, width: number, height: number): Panes {
  const greatestFacets = Math.max(leastFacets + 20, Math.min(480, Math.floor(width * 0.32)));
  const facetsWidth = Math.min(settings.facetsWidth, greatestFacets);
  const facets = width < facetsBesideFrom ? "over" : "beside";
  const facetsShown = facets === "over" ? settings.facetsOver : settings.facetsOpen;
  const beside = width - (facetsShown && facets === "beside" ? facetsWidth : 0) - leastList;
  const side = sideOf(settings.detailSide, { width, height, beside });
  const right = side === "right";
  const leastDetail = right ? leastBeside : 120;
  const greatestDetail = Math.max(leastDetail, right ? beside : Math.floor(height * shareBelow(height)));
  const detailSize = Math.min(right ? settings.detailWidth : settings.detailHeight, greatestDetail);
  return { facets, facetsShown, facetsWidth, greatestFacets, side, detailSize, leastDetail, greatestDetail };
}

function shareBelow(height: number): number {
  return height < bottomShare.lowBelow ? bottomShare.low : bottomShare.usual;
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** What the list leaves beside it. */
  readonly beside: number;
}

function sideOf(wanted: Settings["detailSide"], { width, height, beside }: Room): Panes["side"] {
  const asRight = wanted === "right" || (wanted === "auto" && width >= besideFrom);
  if (asRight && beside >= leastBeside) return "right";
  return height < bothFrom ? "instead" : "bottom";
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}

/** Of the window's width, for a transcript: half of it where two are side by side. */
export const WidthShare = createContext(1);

/** Of two side by side, none has the landmarks of a window (banner, main, content info) to itself. */
export function useIsAlone(): boolean {
  return use(WidthShare) === 1;
}

/** Drawn anew with every change of the window's size or the settings. */
export function usePanes(): Panes {
  const share = use(WidthShare);
  const width = Math.floor(share * useSyncExternalStore(subscribe, () => window.innerWidth));
  const height = useSyncExternalStore(subscribe, () => window.innerHeight);
  return layOutPanes(
    useSettings((settings) => settings),
    width,
    height,
  );
}
