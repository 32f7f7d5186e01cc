// Horizontal bars, as SVG: shorter is better. Written by hand, since a picture of seven bars needs no library.

export interface Bar {
  readonly label: string;
  /** Its length; the longest bar fills the picture. Undefined for none. */
  readonly value: number | undefined;
  /** What stands behind the bar. */
  readonly text: string;
  /** Told apart by colour. */
  readonly isOurs: boolean;
}

export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly Bar[];
}

/** A picture is drawn once for each: pages show the one that fits the reader's. */
export const themes = ["light", "dark"] as const;
/** Only colours depend on it, never what is drawn. */
export type Theme = (typeof themes)[number];

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly ours: string;
  readonly others: string;
}

/** Both read on the page's own background, which shows through. */
const colours: Readonly<Record<Theme, Colours>> = {
  light: { text: "#1f2328", quiet: "#59636e", ours: "#2f6f9f", others: "#b4bec9" },
  dark: { text: "#e6edf3", quiet: "#9198a1", ours: "#6cb0dd", others: "#4a5562" },
};

const width = 760;
const labelWidth = 236;
const textWidth = 230;
const rowHeight = 30;
const barHeight = 16;
const top = 62;

export function drawPicture({ title, subtitle, bars }: Picture, theme: Theme): string {
  const { text, quiet, ours, others } = colours[theme];
  const height = top + bars.length * rowHeight + 10;
  const longest = Math.max(...bars.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  const rows = bars.flatMap(({ label, value, text: said, isOurs }, row) => {
    const middle = top + row * rowHeight + rowHeight / 2;
    // The shortest bar is still to be seen.
    const length = value === undefined ? 0 : Math.max(2, (value / longest) * (width - labelWidth - textWidth));
    const weight = isOurs ? ' font-weight="600"' : "";
    return [
      `<text x="${labelWidth - 12}" y="${middle + 4}" text-anchor="end" fill="${text}"${weight}>${escaped(label)}</text>`,
      `<rect x="${labelWidth}" y="${middle - barHeight / 2}" width="${length.toFixed(1)}" height="${barHeight}" rx="2" fill="${isOurs ? ours : others}"/>`,
      `<text x="${(labelWidth + length + 8).toFixed(1)}" y="${middle + 4}" fill="${quiet}">${escaped(said)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="13">`,
    `<title id="title">${escaped(`${title}. ${subtitle}`)}</title>`,
    `<text x="0" y="20" font-size="16" font-weight="600" fill="${text}">${escaped(title)}</text>`,
    `<text x="0" y="42" fill="${quiet}">${escaped(subtitle)}</text>`,
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
