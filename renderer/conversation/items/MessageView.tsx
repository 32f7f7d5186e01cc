import { beginningOf } from "../../../shared/beginningOf.ts";
import type { MessageItem } from "../../../shared/conversation.ts";
import { formatCounted } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import { partOf } from "../partOf.ts";
import { speakerName } from "../speakerName.ts";
import { ItemTextView } from "../text/ItemTextView.tsx";
import { type TaggedPart, taggedParts } from "../text/taggedParts.ts";
import { Badges } from "./Badges.tsx";
import members from "./CallTexts.module.css";
import { Fold } from "./Fold.tsx";
import { ItemTools } from "./ItemTools.tsx";
import { useItemActions } from "./itemContext.ts";
import styles from "./items.module.css";
import { Picture } from "./Picture.tsx";

export function MessageView({ item }: { readonly item: MessageItem }) {
  const { reader, isRaw, onLink, onRecord } = useItemActions();
  const raw = isRaw(partOf(item));
  const show = () => onRecord(item.record);
  return (
    <div className={styles.message} data-speaker={item.speaker}>
      <div className={styles.head}>
        <span className={styles.speaker}>{speakerName(item)}</span>
        <Badges marks={item.marks} />
        <ItemTools item={item} />
      </div>
      {item.texts.map((text, index) => {
        const id = `message-${item.item}-${index}`;
        const tagged = raw || text.sort !== "text" || text.shown < text.bytes ? undefined : taggedParts(text.head);
        if (tagged !== undefined) return <Tagged key={id} parts={tagged} />;
        const shown = (
          <ItemTextView
            key={id}
            text={text}
            id={id}
            look={raw ? "plain" : "markdown"}
            {...{ reader, onLink }}
            onRecord={show}
          />
        );
        return text.sort === "reasoning" ? (
          <Fold key={id} part={`${partOf(item)}/${index}`} title="Reasoning" preview={firstLine(text.head)}>
            <div className={styles.reasoning}>{shown}</div>
          </Fold>
        ) : (
          shown
        );
      })}
      {item.images.length === 0 ? undefined : (
        <div className={styles.pictures}>
          {item.images.map((image) => (
            <Picture key={`${image.place.record}/${image.place.at}`} image={image} reader={reader} />
          ))}
        </div>
      )}
      {item.attachments === 0 ? undefined : (
        <p className={styles.quiet}>{formatCounted(item.attachments, "attachment")}, shown in the record</p>
      )}
    </div>
  );
}

function Tagged({ parts }: { readonly parts: readonly TaggedPart[] }) {
  return (
    <dl className={members.members}>
      {parts.map(({ tag, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
        <div key={index} className={members.member}>
          <dt>{tag}</dt>
          <dd>
            <span className={members.value}>{visibleText(text)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Without the signs of Markdown: models head their thoughts in bold. */
function firstLine(text: string): string {
  const line = beginningOf(text.trim().split("\n", 1)[0] ?? "", 160);
  return visibleText(line.replace(/^#{1,6} +|\*\*|__|`/g, ""));
}
