// Where the window opens: where it stood, unless that place is no longer on any screen.

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SavedWindow extends Area {
  readonly maximized: boolean;
}

export const smallestWindow = { width: 760, height: 480 } as const;
const usualWindow = { width: 1320, height: 860 } as const;
/** So much of the title bar must be on a screen to be dragged back from there. */
const grip = { width: 120, height: 32 } as const;

export type Place = Partial<Area> & { readonly width: number; readonly height: number };

/** `screens` are the work areas of all screens, the main one first. Without x and y the system chooses the place. */
export function placeWindow(saved: Area | undefined, screens: readonly Area[]): Place {
  const screen = saved === undefined ? screens[0] : screens.find((area) => isReachable(saved, area));
  if (saved === undefined || screen === undefined) return limitTo(usualWindow, screens[0]);
  return { x: saved.x, y: saved.y, ...limitTo(saved, screen) };
}

function isReachable(window: Area, screen: Area): boolean {
  const shown = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return (
    shown >= grip.width && window.y >= screen.y - grip.height / 2 && window.y <= screen.y + screen.height - grip.height
  );
}

function limitTo(size: { readonly width: number; readonly height: number }, screen: Area | undefined) {
  return {
    width: Math.max(smallestWindow.width, Math.min(size.width, screen?.width ?? size.width)),
    height: Math.max(smallestWindow.height, Math.min(size.height, screen?.height ?? size.height)),
  };
}
