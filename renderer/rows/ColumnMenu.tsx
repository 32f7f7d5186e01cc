// Which columns the list has, and how it writes times.

import { Columns3 } from "lucide-react";
import { IconButton } from "../controls/IconButton.tsx";
import { Menu, MenuCheck, MenuChoice, MenuNote, MenuSeparator } from "../controls/Menu.tsx";
import { withColumnTurned } from "../data/columnOrder.ts";
import type { ChosenColumn, TimeForm } from "../data/settings.ts";
import { columnNames, defaultSettings, timeForms, withTimeForm } from "../data/settings.ts";
import { useSettings, useView, useWorkspace } from "../data/useWorkspace.ts";
import { columnTitles } from "./columns.ts";

const formTitles: Readonly<Record<TimeForm, string>> = {
  clock: "Time of day",
  "since-first": "Since the first",
  "since-previous": "Since the row above",
};

export function ColumnMenu() {
  const { settings, setRuns } = useWorkspace();
  const runs = useView((view) => view.runs);
  const shown = useSettings((known) => known.columnsShown);
  const timeForm = useSettings((known) => known.timeForm);
  const turnShown = useSettings((known) => known.turnShown);
  const silenceMarked = useSettings((known) => known.silenceMarked);
  const toggle = (column: ChosenColumn) => settings.setState({ columnsShown: withColumnTurned(shown, column) });
  const setForm = (value: string) => {
    const form = timeForms.find((known) => known === value);
    if (form !== undefined) settings.setState(withTimeForm(settings.getState(), form));
  };
  return (
    <Menu align="end" trigger={<IconButton icon={Columns3} size="small" label="Columns" />}>
      <MenuNote>Columns</MenuNote>
      {columnNames.map((name) => (
        <MenuCheck key={name} checked={shown.includes(name)} onChange={() => toggle(name)}>
          {columnTitles[name]}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuNote>Times</MenuNote>
      <MenuChoice
        value={timeForm}
        onChoose={setForm}
        options={timeForms.map((value) => ({ value, title: formTitles[value] }))}
      />
      <MenuSeparator />
      <MenuCheck checked={turnShown} onChange={() => settings.setState({ turnShown: !turnShown })}>
        Run or turn above the list
      </MenuCheck>
      <MenuCheck
        checked={silenceMarked > 0}
        onChange={() => settings.setState({ silenceMarked: silenceMarked > 0 ? 0 : defaultSettings.silenceMarked })}
      >
        Mark silences between rows
      </MenuCheck>
      <MenuCheck checked={runs === "folded"} onChange={() => setRuns(runs === "folded" ? "single" : "folded")}>
        Fold runs of small records
      </MenuCheck>
    </Menu>
  );
}
