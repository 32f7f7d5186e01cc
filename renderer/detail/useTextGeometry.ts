import { useLayoutEffect, useState } from "react";

/** From both follows how many characters stand on a line. */
export interface TextGeometry {
  /** Width inside the element in whole pixels; 0 until it is measured. */
  readonly width: number;
  /** Width of one character of the element's monospaced font, in pixels. */
  readonly character: number;
}

/** Measures an element and the characters in it, before it is first seen. Its font has to be monospaced. */
export function useTextGeometry(element: HTMLElement | null): TextGeometry {
  const [geometry, setGeometry] = useState<TextGeometry>({ width: 0, character: 0 });
  useLayoutEffect(() => {
    if (element === null) return;
    let character = widthOfCharacter(element);
    const measure = () =>
      setGeometry((before) =>
        before.width === element.clientWidth && before.character === character
          ? before
          : { width: element.clientWidth, character },
      );
    // The first text in a font is what makes the page read it.
    const measureAnew = () => {
      character = widthOfCharacter(element);
      measure();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    document.fonts.addEventListener("loadingdone", measureAnew);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener("loadingdone", measureAnew);
    };
  }, [element]);
  return geometry;
}

function widthOfCharacter(element: HTMLElement): number {
  const probe = document.createElement("span");
  probe.textContent = "0".repeat(100);
  probe.style.position = "absolute";
  probe.style.visibility = "hidden";
  element.append(probe);
  const width = probe.getBoundingClientRect().width / 100;
  probe.remove();
  return width;
}
