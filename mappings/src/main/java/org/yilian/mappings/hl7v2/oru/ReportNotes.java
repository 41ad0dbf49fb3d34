package org.yilian.mappings.hl7v2.oru;

import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.Segment;

/** NTE (HL7 v2.8 section 2.14.10): comments on a report or on one result. */
final class ReportNotes {
    /** R4 has no DiagnosticReport.note; a comment is no conclusion. */
    private static final String NOTE = Uris.BASE + "/StructureDefinition/report-note";

    private ReportNotes() {}

    static void add(List<Segment> notes, DiagnosticReport report) {
        String text = text(notes);
        if (text != null) {
            report.addExtension(NOTE, new Annotation().setText(text));
        }
    }

    /** All lines in order; null when there is none. */
    static String text(List<Segment> notes) {
        StringBuilder text = new StringBuilder();
        for (Segment note : notes) {
            note.skip(1, 2);
            for (Field field : note.repetitions(3)) {
                String line = field.text();
                if (line != null) {
                    text.append(text.length() == 0 ? "" : "\n").append(line);
                }
            }
        }
        return text.length() == 0 ? null : text.toString();
    }
}
