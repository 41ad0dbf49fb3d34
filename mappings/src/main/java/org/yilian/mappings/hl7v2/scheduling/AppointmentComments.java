package org.yilian.mappings.hl7v2.scheduling;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;

/** NTE below SCH and AIS to Appointment.comment, which is one text: R4 has no place for a comment's author. */
final class AppointmentComments {
    private AppointmentComments() {}

    /** All lines in order; null when there is none. */
    static String text(Group message) {
        List<Segment> notes = new ArrayList<>(message.all("NTE"));
        for (Group resource : message.within("SERVICE")) {
            notes.addAll(resource.all("NTE"));
        }
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
