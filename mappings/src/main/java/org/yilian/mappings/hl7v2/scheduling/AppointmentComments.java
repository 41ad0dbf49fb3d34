package org.yilian.mappings.hl7v2.scheduling;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/**
 * NTE below SCH and AIS to Appointment.comment, which is one text; a note that says who wrote it, when, of which kind or by
 * which code stands beside it as an extension of the region, because the guide's is one of R5.
 */
final class AppointmentComments {
    private static final String NOTE = Uris.BASE + "/StructureDefinition/appointment-note";

    private AppointmentComments() {}

    static void fill(MessageContext context, Group message, Appointment appointment) {
        List<Segment> notes = notes(message);
        appointment.setComment(text(notes));
        List<Segment> more = notes.stream().filter(NteAnnotation::saysMore).toList();
        NteAnnotation.all(context, more).forEach(note -> appointment.addExtension(NOTE, note));
    }

    private static List<Segment> notes(Group message) {
        List<Segment> notes = new ArrayList<>(message.all("NTE"));
        for (Group resource : message.within("SERVICE")) {
            notes.addAll(resource.all("NTE"));
        }
        return notes;
    }

    /** All lines in order; null when there is none. */
    private static String text(List<Segment> notes) {
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
