/** Columns that nearly every terminal has, and the manual page's source should have. */
const width = 80;

/** Words in lines of at most 80 characters, all but the first behind an indent. */
export function wrapped(parts: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    const longer = line === "" ? part : `${line} ${part}`;
    if (line !== "" && longer.length > width - indent) {
      lines.push(line);
      line = part;
    } else line = longer;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** Names with what is said of them beside, two blanks from the left. Names that are too long stand alone. */
export function printTable(rows: readonly (readonly [name: string, says: string])[], indent = 2): string {
  const longest = Math.max(...rows.map(([name]) => name.length));
  const column = Math.min(longest, 20) + 2;
  return rows
    .map(([name, says]) => {
      const text = wrapped(says.split(" "), indent + column);
      const gap = name.length > column - 2 ? `\n${" ".repeat(indent + column)}` : " ".repeat(column - name.length);
      return `${" ".repeat(indent)}${name}${says === "" ? "" : gap + text}`;
    })
    .join("\n");
}
