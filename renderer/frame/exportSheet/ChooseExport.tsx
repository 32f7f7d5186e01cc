// The first step: what to export, of which records, with which options. A form, so that Enter begins.

import type { ReactNode } from "react";
import { useId } from "react";
import type { ExportKind } from "../../../shared/exports.ts";
import { exportKinds, exportTables, hasThreads, isOfMessages, isTable } from "../../../shared/exports.ts";
import { classNames } from "../../controls/classNames.ts";
import { formatBytes, formatCount, formatCounted } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./ChooseExport.module.css";
import type { Choices, Exportable, Scope } from "./exportPhase.ts";
import { optionsOf, scopeOf } from "./exportPhase.ts";
import { describeKind } from "./exportWords.ts";
import { ThreadChoice } from "./ThreadChoice.tsx";

export interface ChooseExportProps extends Exportable {
  readonly formId: string;
  readonly isGroup: boolean;
  readonly choices: Choices;
  readonly viewRows: number;
  /** Their bytes. */
  readonly viewBytes: number;
  readonly totalBytes: number;
  readonly totalRecords: number;
  /** False while both counts may still grow. */
  readonly complete: boolean;
  /** What is known of the secrets, when they are to be hidden. */
  readonly secrets: string;
  readonly onChoose: (choices: Partial<Choices>) => void;
  readonly onSubmit: () => void;
}

interface KindGroup {
  readonly title: string;
  readonly kinds: readonly ExportKind[];
}

/** In the order of the kinds, so that the arrow keys go through them as they are seen. */
const groups: readonly KindGroup[] = [
  { title: "The conversation", kinds: exportKinds.filter(isOfMessages) },
  { title: "The records", kinds: exportKinds.filter((kind) => !isOfMessages(kind)) },
];

export function ChooseExport(props: ChooseExportProps) {
  const { formId, choices, formatHasMessages, filterText, selected, threads, onChoose, onSubmit } = props;
  const { as, thread } = optionsOf(choices, props);
  const isThere = ({ kinds }: KindGroup) => formatHasMessages || !kinds.some(isOfMessages);
  const whyNot = props.isGroup
    ? "Each transcript has a conversation of its own: open one of them to export it."
    : "This transcript is read as plain JSON Lines, in which nothing is known to be a message.";
  return (
    <form
      id={formId}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {/* What cannot be had is named behind all that can. */}
      {groups.filter(isThere).map(({ title, kinds }) => (
        <fieldset key={title} className={styles.group}>
          <legend className={styles.legend}>{title}</legend>
          <div className={styles.cards}>
            {kinds.map((kind) => (
              <KindCard key={kind} kind={kind} checked={kind === as} onCheck={() => onChoose({ as: kind })} />
            ))}
          </div>
        </fieldset>
      ))}
      {!hasThreads(as) || threads === undefined || threads.total < 2 ? undefined : (
        <ThreadChoice threads={threads} chosen={thread} onChoose={(chosen) => onChoose({ thread: chosen })} />
      )}
      {filterText.trim() === "" && selected === undefined ? undefined : (
        <ScopeChoice {...props} as={as} scope={scopeOf(choices, as, props)} />
      )}
      {isTable(as) && formatHasMessages ? (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>A row for each</legend>
          {exportTables.map((name) => (
            <label key={name} className={styles.line}>
              <input
                type="radio"
                name="export-table"
                className={styles.choice}
                checked={choices.table === name}
                onChange={() => onChoose({ table: name })}
              />
              <span>{name === "records" ? "Record" : "Message and call"}</span>
            </label>
          ))}
        </fieldset>
      ) : undefined}
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Options</legend>
        <Option
          title="Redact secrets"
          note={`Markers take the place of keys, tokens and passwords, all copies of them. ${choices.redact ? props.secrets : ""}`}
          checked={choices.redact}
          onCheck={(redact) => onChoose({ redact })}
        />
        {as === "snapshot" ? (
          <Option
            title="Leave out RAW and CUSTOM events"
            note="They change neither messages nor state, and often repeat what other events say."
            checked={choices.dropRaw}
            onCheck={(dropRaw) => onChoose({ dropRaw })}
          />
        ) : undefined}
        {as === "messages" || as === "atif" || as === "otlp" || as === "timeline" ? (
          <Option
            title="Indent the JSON"
            note="Easier to read, and longer."
            checked={choices.pretty}
            onCheck={(pretty) => onChoose({ pretty })}
          />
        ) : undefined}
      </fieldset>
      {groups
        .filter((group) => !isThere(group))
        .map(({ title, kinds }) => (
          <div key={title} className={styles.missing}>
            <p className={styles.legend}>{title}</p>
            <p className={styles.note}>
              {kinds.map((kind) => describeKind(kind).title).join(" · ")}
              <br />
              {whyNot}
            </p>
          </div>
        ))}
    </form>
  );
}

interface KindCardProps {
  readonly kind: ExportKind;
  readonly checked: boolean;
  readonly onCheck: () => void;
}

function KindCard({ kind, checked, onCheck }: KindCardProps) {
  const { title, kept } = describeKind(kind);
  const name = useId();
  const note = useId();
  return (
    <label className={classNames(styles.card, checked && styles.chosen)}>
      <input
        type="radio"
        name="export-kind"
        className={styles.choice}
        checked={checked}
        aria-labelledby={name}
        aria-describedby={note}
        onChange={onCheck}
        {...(checked ? { "data-initial-focus": "" } : {})}
      />
      <span className={styles.words}>
        <span id={name} className={styles.title}>
          {title}
        </span>
        <span id={note} className={styles.note}>
          {kept}
        </span>
      </span>
    </label>
  );
}

interface ScopeChoiceProps extends ChooseExportProps {
  readonly as: ExportKind;
  readonly scope: Scope;
}

function ScopeChoice(props: ScopeChoiceProps) {
  const { as, scope, filterText, selected, marked, viewRows, viewBytes, totalRecords, totalBytes, complete, onChoose } =
    props;
  const soFar = complete ? "" : " so far";
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Of which records</legend>
      <ScopeLine checked={scope === "all"} onCheck={() => onChoose({ scope: "all" })}>
        All {formatCounted(totalRecords, "record")}
        {soFar}, {formatBytes(totalBytes)}
      </ScopeLine>
      {filterText.trim() === "" ? undefined : (
        <ScopeLine checked={scope === "matching"} onCheck={() => onChoose({ scope: "matching" })}>
          Only the {formatCount(viewRows)}
          {soFar} that match the filter{" "}
          <code className={styles.filter} title={visibleText(filterText)}>
            {visibleText(filterText)}
          </code>
          , {formatBytes(viewBytes)}
        </ScopeLine>
      )}
      {marked === undefined ? undefined : (
        <ScopeLine checked={scope === "marked"} onCheck={() => onChoose({ scope: "marked" })}>
          The {formatCount(marked.rows)} selected records
        </ScopeLine>
      )}
      {selected === undefined ? undefined : (
        <ScopeLine checked={scope === "from"} onCheck={() => onChoose({ scope: "from" })}>
          From the selected record {formatCount(selected)} on
        </ScopeLine>
      )}
      {scope !== "all" && isOfMessages(as) ? (
        <p className={styles.note}>
          The conversation will hold only what these records say; what the others say is missing in it.
        </p>
      ) : undefined}
    </fieldset>
  );
}

interface ScopeLineProps {
  readonly checked: boolean;
  readonly onCheck: () => void;
  readonly children: ReactNode;
}

function ScopeLine({ checked, onCheck, children }: ScopeLineProps) {
  return (
    <label className={styles.line}>
      <input type="radio" name="export-scope" className={styles.choice} checked={checked} onChange={onCheck} />
      <span>{children}</span>
    </label>
  );
}

interface OptionProps {
  readonly title: string;
  readonly note: string;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

function Option({ title, note, checked, onCheck }: OptionProps) {
  return (
    <label className={styles.line}>
      <input
        type="checkbox"
        className={styles.choice}
        checked={checked}
        onChange={(event) => onCheck(event.target.checked)}
      />
      <span className={styles.words}>
        <span>{title}</span>
        <span className={styles.note}>{note}</span>
      </span>
    </label>
  );
}
