import { VisuallyHidden } from "radix-ui";
import type { ReactNode } from "react";

/** Words for assistive technology only, where the eye reads them off the place or the look. */
export function Spoken({ children }: { readonly children: ReactNode }) {
  return <VisuallyHidden.Root>{children}</VisuallyHidden.Root>;
}
