import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./Button.tsx";

export interface CopyButtonProps {
  readonly label: string;
  /** Does the copying. Answers a sentence when it cannot. */
  readonly copy: () => Promise<string | undefined>;
  readonly onProblem?: (sentence: string | undefined) => void;
  readonly disabled?: boolean;
}

/** How long a button says that it is done, in milliseconds. */
const doneLasts = 1600;

/** A button that says when it has copied. */
export function CopyButton({ label, copy, onProblem, disabled = false }: CopyButtonProps) {
  const [phase, setPhase] = useState<"idle" | "copying" | "copied">("idle");

  useEffect(() => {
    if (phase !== "copied") return;
    const timer = setTimeout(() => setPhase("idle"), doneLasts);
    return () => clearTimeout(timer);
  }, [phase]);

  const start = async () => {
    setPhase("copying");
    const problem = await copy();
    onProblem?.(problem);
    setPhase(problem === undefined ? "copied" : "idle");
  };

  return (
    <Button size="small" tone="quiet" disabled={disabled} idle={phase === "copying"} onClick={() => void start()}>
      {phase === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{phase === "copied" ? "Copied" : label}</span>
    </Button>
  );
}
