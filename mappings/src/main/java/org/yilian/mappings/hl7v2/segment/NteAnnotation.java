package org.yilian.mappings.hl7v2.segment;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * NTE (HL7 v2.8 section 2.14.10) to Annotation, after the guide's maps NTE[...]. Segments in a row without author, time
 * and kind of their own are the lines of one comment.
 */
public final class NteAnnotation {
    /** HL7's extension; R5 and before define it for R4 too. */
    private static final String KIND = "http://hl7.org/fhir/StructureDefinition/annotationType";

    private static final String CODE = "http://hl7.org/fhir/StructureDefinition/alternate-codes";

    private NteAnnotation() {}

    /** All comments in order; empty when none has a text. */
    public static List<Annotation> all(MessageContext context, List<Segment> notes) {
        List<Annotation> all = new ArrayList<>();
        for (Segment note : notes) {
            note.skip(1, 2); // a number, and which side wrote it: the resource's own business
            CodeableConcept coded = note.has(9) ? Cwe.concept(context, note.field(9), "comment") : null;
            String text = text(note);
            if (text == null && coded != null) {
                text = Cwe.text(note.field(9));
            }
            if (text == null) {
                continue;
            }
            Annotation last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && !saysMore(note)) {
                last.setText(last.getText() + "\n" + text);
            } else {
                all.add(annotation(context, note, text, coded));
            }
        }
        return all;
    }

    /** Whether the note has more than lines of text: a kind, an author, a time or a code. */
    public static boolean saysMore(Segment note) {
        return note.has(4) || note.has(5) || note.has(6) || note.has(9);
    }

    private static String text(Segment note) {
        StringBuilder text = new StringBuilder();
        for (Field field : note.repetitions(3)) {
            String line = field.text();
            if (line != null) {
                text.append(text.length() == 0 ? "" : "\n").append(line);
            }
        }
        return text.length() == 0 ? null : text.toString();
    }

    private static Annotation annotation(MessageContext context, Segment note, String text, CodeableConcept coded) {
        Annotation annotation = new Annotation().setText(text);
        Type author = author(context, note);
        if (author != null) {
            annotation.setAuthor(author);
        }
        DateTimeType time = Dtm.dateTime(context, note.field(6));
        if (time != null) {
            annotation.setTimeElement(time);
        }
        CodeableConcept kind = note.has(4) ? Cwe.concept(context, note.field(4), "comment-type") : null;
        if (kind != null) {
            annotation.addExtension(KIND, kind);
        }
        if (coded != null) {
            annotation.addExtension(CODE, coded);
        }
        return annotation;
    }

    private static Type author(MessageContext context, Segment note) {
        if (!note.has(5)) {
            return null;
        }
        Reference author = Xcn.practitioner(context, note.field(5));
        return author;
    }
}
