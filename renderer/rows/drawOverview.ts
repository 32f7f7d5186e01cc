// Draws the overview: a column for each part, its families one above the other, and a tick where rows of the filter are.

import type { Overview } from "../../shared/transcript.ts";
import { familiesIn, partCount } from "./overviewParts.ts";

/** Of the height, for the ticks of the filter. */
const tickShare = 0.22;

export interface DrawnOverview {
  readonly overview: Overview | undefined;
  /** Parts that stand for idle time. */
  readonly gaps: readonly number[];
  /** Shares of the file from 0 to 1 at which bookmarks stand. */
  readonly bookmarks: readonly number[];
}

/** `cssWidth`: the canvas's, in pixels of the page. */
export function drawOverview(
  canvas: HTMLCanvasElement,
  cssWidth: number,
  { overview, gaps, bookmarks }: DrawnOverview,
): void {
  const ratio = window.devicePixelRatio;
  const [width, height] = [cssWidth * ratio, canvas.clientHeight * ratio];
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext("2d");
  if (context === null || overview === undefined) return;
  const style = getComputedStyle(canvas);
  const parts = partCount(overview);
  const hits = Math.max(1, ...overview.hits);
  const isFiltered = overview.hits.length > 0;
  const barHeight = isFiltered ? height * (1 - tickShare) : height;
  for (let part = 0; part < parts; part += 1) {
    const left = Math.round((part / parts) * width);
    const right = Math.round(((part + 1) / parts) * width);
    const families = familiesIn(overview, part);
    const sum = families.reduce((total, { bytes }) => total + bytes, 0);
    let top = 0;
    context.globalAlpha = isFiltered && (overview.hits[part] ?? 0) === 0 ? 0.2 : 0.6;
    for (const { family, bytes } of families) {
      const bottom = top + (bytes / sum) * barHeight;
      context.fillStyle = style.getPropertyValue(`--kind-${family}`);
      context.fillRect(left, top, right - left, bottom - top);
      top = bottom;
    }
    const found = overview.hits[part] ?? 0;
    if (found === 0) continue;
    context.globalAlpha = 1;
    context.fillStyle = style.getPropertyValue("--accent");
    const tick = Math.max(ratio, (Math.log1p(found) / Math.log1p(hits)) * height * tickShare);
    context.fillRect(left, height - tick, Math.max(ratio, right - left), tick);
  }
  context.globalAlpha = 1;
  context.fillStyle = style.getPropertyValue("--text-faint");
  // A dotted line, which no kind looks like.
  for (const gap of gaps) {
    const middle = Math.round(((gap + 0.5) / parts) * width);
    for (let top = ratio; top < height; top += 4 * ratio) context.fillRect(middle - ratio / 2, top, ratio, 2 * ratio);
  }
  context.fillStyle = style.getPropertyValue("--bookmark");
  context.strokeStyle = style.getPropertyValue("--surface");
  context.lineWidth = 2 * ratio;
  // Each pixel once, however many stand there.
  for (const at of new Set(bookmarks.map((share) => Math.round(share * width)))) {
    const reach = 3 * ratio;
    context.beginPath();
    context.moveTo(at - reach, 0);
    context.lineTo(at + reach, 0);
    context.lineTo(at, 2 * reach);
    context.closePath();
    context.stroke();
    context.fill();
  }
}
