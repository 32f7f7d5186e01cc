// Where to, with which token, and what: a form, so that Enter goes on to main's question.

import { useId } from "react";
import { describeWay, endpointProblem, wayTo } from "../../../../shared/endpoint.ts";
import { longestToken } from "../../../../shared/sending.ts";
import { Remark } from "../../../controls/Remark.tsx";
import { TextField } from "../../../controls/TextField.tsx";
import styles from "./Send.module.css";

export interface SendTarget {
  readonly address: string;
  readonly token: string;
}

export interface SendFormProps {
  readonly formId: string;
  /** Which records. */
  readonly what: string;
  readonly target: SendTarget;
  readonly redact: boolean;
  readonly onChange: (target: SendTarget) => void;
  readonly onRedact: (redact: boolean) => void;
  readonly onSubmit: () => void;
}

export function SendForm({ formId, what, target, redact, onChange, onRedact, onSubmit }: SendFormProps) {
  const [address, token] = [useId(), useId()];
  const isAddress = endpointProblem(urlOf(target.address)) === undefined;
  return (
    <form
      id={formId}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAddress) onSubmit();
      }}
    >
      <p>{what}</p>
      <div className={styles.field}>
        <label htmlFor={address}>Address of the endpoint</label>
        <TextField
          id={address}
          mono
          data-initial-focus=""
          value={target.address}
          placeholder="http://127.0.0.1:7700/"
          aria-invalid={target.address !== "" && !isAddress}
          onChange={(event) => onChange({ ...target, address: event.target.value })}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor={token}>Token, if it asks for one</label>
        <TextField
          id={token}
          mono
          type="password"
          maxLength={longestToken}
          value={target.token}
          onChange={(event) => onChange({ ...target, token: event.target.value })}
        />
        <span>It is used for this one time and kept nowhere.</span>
      </div>
      <label className={styles.option}>
        <input type="checkbox" checked={redact} onChange={(event) => onRedact(event.target.checked)} />
        <span>Redact secrets: markers take the place of keys, tokens and passwords</span>
      </label>
      <Way address={target.address} />
    </form>
  );
}

/** How safe the way is, before anybody goes it. */
function Way({ address }: { readonly address: string }) {
  if (address.trim() === "") return undefined;
  const url = urlOf(address);
  const problem = endpointProblem(url);
  if (url !== undefined && problem === undefined) {
    return <Remark tone={wayTo(url) === "plain" ? "danger" : "plain"}>{describeWay(url)}</Remark>;
  }
  return (
    <Remark tone="warning">
      {problem === "has-password"
        ? "An address with a name or password ends in logs: write the token into its own field."
        : "This is no http or https address yet."}
    </Remark>
  );
}

export function urlOf(address: string): URL | undefined {
  return URL.parse(address) ?? undefined;
}
