package org.yilian.mappings.hl7v2.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/**
 * The OBX below a TXA, after the guide's maps OBX[DocumentReference] and NTE[DocumentReference]: each repetition of ED and
 * RP is a content, the lines of text of one item are one.
 */
final class DocumentContents {
    private final MessageContext context;
    private final Contents contents;
    private final Segment txa;
    private final String key;
    private final List<Attachment> all = new ArrayList<>();
    private StringBuilder text;
    private Segment textItem;

    /** @param key by which the document is known */
    DocumentContents(MessageContext context, Contents contents, Segment txa, String key) {
        this.context = context;
        this.contents = contents;
        this.txa = txa;
        this.key = key;
    }

    List<Attachment> read(Group document) {
        for (Group group : document.groups()) {
            content(group.first("OBX"));
            notes(group.all("NTE"));
        }
        endText();
        notes(document.all("NTE"));
        return all;
    }

    private void content(Segment obx) {
        String type = obx.get(2);
        if (Contents.isData(type)) {
            endText();
            data(obx, type);
        } else if (type == null || type.equals("TX") || type.equals("FT") || type.equals("ST")) {
            text(obx);
        } else {
            return; // values are no document: each field is remarked as not used
        }
        obx.skip(1);
        if (txa.has(17)) {
            obx.skip(11); // the state of the document in the words of results
        }
    }

    private void data(Segment obx, String type) {
        for (Field field : obx.repetitions(5)) {
            Attachment attachment = contents.read(type, field, key + "|" + (all.size() + 1), txa.get(3));
            if (attachment != null) {
                add(attachment, obx);
            }
        }
    }

    private void text(Segment obx) {
        boolean goesOn = text != null
                && Objects.equals(textItem.field(3).raw(), obx.field(3).raw());
        if (!goesOn) {
            endText();
            text = new StringBuilder();
            textItem = obx;
        }
        obx.field(3).text(); // the same once more
        for (Field field : obx.repetitions(5)) {
            String line = field.text();
            text.append(text.length() == 0 ? "" : "\n").append(line == null ? "" : line);
        }
    }

    private void endText() {
        if (text != null && !text.toString().isBlank()) {
            add(Contents.text(text.toString()), textItem);
        }
        text = null;
    }

    private void notes(List<Segment> notes) {
        if (!notes.isEmpty()) {
            endText();
        }
        for (Annotation note : NteAnnotation.all(context, notes)) {
            all.add(Contents.text(note.getText()));
        }
    }

    private void add(Attachment attachment, Segment obx) {
        Field item = obx.field(3);
        String title = item.get(2) == null ? item.get(1) : item.get(2);
        item.text();
        attachment.setTitle(title);
        DateTimeType time = Dtm.dateTime(context, obx.has(14) ? obx.field(14) : txa.field(6));
        if (time != null) {
            attachment.setCreationElement(time);
        }
        all.add(attachment);
    }
}
