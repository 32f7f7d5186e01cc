import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "../controls/Button.tsx";
import { TooltipProvider } from "../controls/Tooltip.tsx";
import { copyReport, logUnexpected, unexpectedSentence } from "../data/unexpectedErrors.ts";
import type { Workspace } from "../data/workspace.ts";
import { EmptyState } from "./EmptyState.tsx";
import { Toast } from "./Toast.tsx";
import styles from "./UnexpectedBoundary.module.css";

interface UnexpectedBoundaryProps {
  readonly workspace: Workspace;
  readonly children: ReactNode;
}

interface UnexpectedBoundaryState {
  readonly isBroken: boolean;
}

/** Where the page cannot be drawn, it says so, instead of leaving an empty window. (React knows this as a class only.) */
export class UnexpectedBoundary extends Component<UnexpectedBoundaryProps, UnexpectedBoundaryState> {
  static getDerivedStateFromError(): UnexpectedBoundaryState {
    return { isBroken: true };
  }

  override state: UnexpectedBoundaryState = { isBroken: false };

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    logUnexpected(this.props.workspace, "draw", error);
  }

  override render(): ReactNode {
    const { workspace, children } = this.props;
    if (!this.state.isBroken) return children;
    return (
      <main className={styles.place}>
        <EmptyState
          title="This cannot be shown"
          actions={
            <>
              <Button onClick={() => void copyReport(workspace)}>Copy report</Button>
              <Button tone="primary" onClick={() => this.setState({ isBroken: false })}>
                Try again
              </Button>
            </>
          }
        >
          {unexpectedSentence}
        </EmptyState>
        <TooltipProvider>
          <Toast onFocusLost={() => undefined} />
        </TooltipProvider>
      </main>
    );
  }
}
