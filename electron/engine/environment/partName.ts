import { randomWord } from "./randomWord.ts";
import { thisWriter, type Writer } from "./writer.ts";

const shape = /^\.seekline-([0-9a-f]{8,12})-([0-9]{1,10})-([0-9]{1,20})-[0-9a-f]{16}\.part$/;

/** A name for a file that this process removes or renames, hidden and used by nobody else. It says who writes the file. */
export function partName(): string {
  const { place, pid, start } = thisWriter();
  return `.seekline-${place}-${pid}-${start}-${randomWord()}.part`;
}

/** Who writes the file of such a name; undefined for any other. */
export function writerOfPart(name: string): Writer | undefined {
  const [, place, pid, start] = shape.exec(name) ?? [];
  return place === undefined ? undefined : { place, pid: Number(pid), start: Number(start) };
}
