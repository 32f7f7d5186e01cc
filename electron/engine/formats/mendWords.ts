// Says what is mended in a record, in a few words. Names come from the shape, never from the record, so they are short.

import { standInsOf } from "./mended.ts";
import type { RecordShape } from "./shape.ts";
import type { Survey } from "./survey.ts";

/** Of a record that has to be mended. */
export function describeMend(shape: RecordShape, survey: Survey): string {
  const said: string[] = [];
  for (const [name, { member, fitness }] of survey.chosen) {
    const key = member.key ?? name;
    const isTime = shape.spelled.get(name)?.shape.is === "time";
    if (fitness === "unfit" && member.type === "null") said.push(`“${key}” is null and was left out`);
    else if (fitness === "unfit") said.push(`“${key}” does not fit the AG-UI schema and was left out`);
    else if (key !== name) said.push(`“${key}” was read as “${name}”`);
    else if (fitness === "mend" && isTime) said.push(`“${name}” was written as whole milliseconds`);
    else if (fitness === "mend") said.push(`“${name}” was mended`);
  }
  if (survey.gathered !== undefined) {
    const parts = [...survey.gathered.values()].map(({ member }) => `“${member.key ?? ""}”`);
    said.push(`${parts.join(" and ")} were read as its “${shape.gathered?.name ?? ""}”`);
  }
  for (const { name } of standInsOf(shape, survey)) said.push(`“${name}” is missing and was put in`);
  return said.join("; ");
}
