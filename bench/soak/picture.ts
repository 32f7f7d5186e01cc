// What was sampled, drawn as SVG: memory of each process, handles and folders over time, a dashed line at each kill. Written by
// hand, since a few lines need no library.

import type { Theme } from "../picture.ts";
import { processNames, type Sample } from "./sample.ts";

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly rule: string;
  readonly lines: readonly string[];
}

/** Both read on the page's own background, which shows through. */
const colours: Readonly<Record<Theme, Colours>> = {
  light: {
    ...{ text: "#1f2328", quiet: "#59636e", rule: "#d1d9e0" },
    lines: ["#2f6f9f", "#b3541e", "#3f7d3a", "#7d4fa3", "#6e7781"],
  },
  dark: {
    ...{ text: "#e6edf3", quiet: "#9198a1", rule: "#3d444d" },
    lines: ["#6cb0dd", "#e39a66", "#7fc77a", "#c297e6", "#9198a1"],
  },
};

interface Line {
  readonly name: string;
  readonly of: (sample: Sample) => number | undefined;
}

interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly said: (value: number) => string;
}

const width = 760;
const left = 64;
const right = 110;
const panelHeight = 150;
const panelStep = 206;
const top = 78;
/** More points than this say no more on 586 pixels. */
const mostPoints = 600;

const megabytes = (value: number): string => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;

export interface SoakPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly samples: readonly Sample[];
}

/**
 * An SVG document, 760 units wide. Of more samples than its lines can show, it draws every so many-th, and the last
 * one.
 */
export function drawSoak({ title, subtitle, samples }: SoakPicture, theme: Theme): string {
  const { text, quiet } = colours[theme];
  const panels: readonly Panel[] = [
    {
      title: "Memory",
      said: megabytes,
      lines: processNames.map((name) => ({ name, of: ({ processes }) => processes[name]?.memory })),
    },
    {
      title: "Open handles",
      said: String,
      lines: processNames.map((name) => ({ name, of: ({ processes }) => processes[name]?.handles })),
    },
    {
      title: "Folders on disk",
      said: megabytes,
      lines: Object.keys(samples[0]?.folders ?? {}).map((name) => ({ name, of: ({ folders }) => folders[name] })),
    },
  ];
  const height = top + panels.length * panelStep;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="13">`,
    `<title id="title">${title}. ${subtitle}</title>`,
    `<text x="0" y="20" font-size="16" font-weight="600" fill="${text}">${title}</text>`,
    `<text x="0" y="42" fill="${quiet}">${subtitle}</text>`,
    ...panels.flatMap((panel, index) => drawPanel(panel, samples, top + index * panelStep, theme)),
    "</svg>",
    "",
  ].join("\n");
}

function drawPanel(panel: Panel, samples: readonly Sample[], y: number, theme: Theme): readonly string[] {
  const { text, quiet, rule, lines: hues } = colours[theme];
  const bottom = y + panelHeight;
  const end = Math.max(samples.at(-1)?.at ?? 0, 1);
  const highest = Math.max(1, ...samples.flatMap((sample) => panel.lines.map(({ of }) => of(sample) ?? 0)));
  const x = (at: number): number => left + (at / end) * (width - left - right);
  const height = (value: number): number => bottom - (value / highest) * (panelHeight - 20);
  const kills = samples.filter(({ round }, index) => index > 0 && round !== samples[index - 1]?.round);
  const every = Math.ceil(samples.length / mostPoints);
  const drawn = samples.filter((_, index) => index % every === 0 || index === samples.length - 1);
  return [
    `<text x="0" y="${y}" font-weight="600" fill="${text}">${panel.title}</text>`,
    ...[0, 0.5, 1].flatMap((part) => [
      `<line x1="${left}" x2="${width - right}" y1="${height(highest * part)}" y2="${height(highest * part)}" stroke="${rule}"/>`,
      `<text x="${left - 8}" y="${height(highest * part) + 4}" text-anchor="end" font-size="11" fill="${quiet}">${panel.said(Math.round(highest * part))}</text>`,
    ]),
    ...kills.map(
      ({ at }) =>
        `<line x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${y + 12}" y2="${bottom}" stroke="${quiet}" stroke-dasharray="3 3"/>`,
    ),
    ...panel.lines.flatMap(({ name, of }, index) => {
      const points = drawn.flatMap((sample) => {
        const value = of(sample);
        return value === undefined ? [] : `${x(sample.at).toFixed(1)},${height(value).toFixed(1)}`;
      });
      const hue = hues[index % hues.length];
      const beside = y + 34 + index * 22;
      return [
        `<polyline points="${points.join(" ")}" fill="none" stroke="${hue}" stroke-width="1.5"/>`,
        `<line x1="${width - right + 14}" x2="${width - right + 30}" y1="${beside - 4}" y2="${beside - 4}" stroke="${hue}" stroke-width="3"/>`,
        `<text x="${width - right + 36}" y="${beside}" fill="${text}">${name}</text>`,
      ];
    }),
    `<text x="${left}" y="${bottom + 16}" font-size="11" fill="${quiet}">0</text>`,
    `<text x="${width - right}" y="${bottom + 16}" text-anchor="end" font-size="11" fill="${quiet}">${Math.round(end / 60_000)} min</text>`,
  ];
}
