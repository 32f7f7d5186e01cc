import { useEffect, useState } from "react";
import type { ThemeChoice } from "../../../shared/desktop.ts";
import { MenuChoice } from "../../controls/Menu.tsx";
import { useWorkspace } from "../../data/useWorkspace.ts";

const themes: readonly { readonly value: ThemeChoice; readonly title: string }[] = [
  { value: "system", title: "As the system" },
  { value: "light", title: "Light" },
  { value: "dark", title: "Dark" },
];

/** Main keeps the choice, which the native menu changes too: it is asked for each time the menu opens. */
export function ThemeChoices() {
  const { desktop } = useWorkspace();
  const [theme, setTheme] = useState<ThemeChoice | undefined>(undefined);
  useEffect(() => {
    let shown = true;
    void desktop.theme().then((chosen) => shown && setTheme(chosen));
    return () => {
      shown = false;
    };
  }, [desktop]);
  return (
    <MenuChoice
      value={theme ?? ""}
      onChoose={(value) => {
        const chosen = themes.find((known) => known.value === value);
        if (chosen !== undefined) void desktop.setTheme(chosen.value);
      }}
      options={themes}
    />
  );
}
