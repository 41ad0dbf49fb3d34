package org.yilian.hub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yilian.mappings.Remark;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.RemarkPlace;

/**
 * One local code that no table knows, as a remark of one message points to it. Never a number of a patient: of an identifier
 * only its authority is taken.
 *
 * @param kind the remark's code
 * @param system as the sender names it, empty when it names none; for a table's code the field
 */
record UnmappedFinding(String kind, String system, String code, String display) {
    private static final Set<String> KINDS =
            Set.of("CODE_NOT_MAPPED", "UNIT_NOT_MAPPED", "FLAG_NOT_MAPPED", "TABLE_CODE_UNKNOWN", "AUTHORITY_UNKNOWN");
    private static final Set<String> CX = Set.of("PID", "MRG", "PV1-5", "PV1-19", "PV1-50", "NK1", "IN1", "IN2");
    private static final int LONGEST = 100;
    private static final int LONGEST_DISPLAY = 200;

    static List<UnmappedFinding> of(Er7Message message, List<Remark> remarks) {
        List<UnmappedFinding> found = new ArrayList<>(0);
        for (Remark remark : remarks) {
            if (KINDS.contains(remark.code())) {
                UnmappedFinding each = of(message, remark);
                if (each != null) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private static UnmappedFinding of(Er7Message message, Remark remark) {
        RemarkPlace place = RemarkPlace.of(remark.location());
        Field field = place == null ? null : place.field(message);
        if (field == null) {
            return null;
        }
        return switch (remark.code()) {
            case "CODE_NOT_MAPPED" -> coded(remark.code(), field);
            case "UNIT_NOT_MAPPED" -> finding(remark.code(), "", place.text(message), null);
            case "FLAG_NOT_MAPPED" -> finding(remark.code(), "", either(field.get(1), field.get(2)), field.get(2));
            case "AUTHORITY_UNKNOWN" -> finding(remark.code(), "", authority(field), null);
            default -> finding(remark.code(), fieldName(field), firstOf(place.text(message), field), null);
        };
    }

    private static UnmappedFinding coded(String kind, Field field) {
        String system = field.get(3);
        return finding(kind, system == null ? "" : system, either(field.get(1), field.get(2)), field.get(2));
    }

    /** CX-4; of a person XCN-9, of an organization XON-6. */
    private static String authority(Field field) {
        String segment = field.segment().name();
        if (CX.contains(segment) || CX.contains(segment + "-" + field.number())) {
            return either(field.get(4), field.get(5));
        }
        return either(field.get(9), field.get(6));
    }

    /** A remark about a whole field is about its first component. */
    private static String firstOf(String text, Field field) {
        return text != null && text.equals(field.raw()) ? field.get(1) : text;
    }

    private static String fieldName(Field field) {
        return field.segment().name() + "-" + field.number();
    }

    private static UnmappedFinding finding(String kind, String system, String code, String display) {
        return code == null
                ? null
                : new UnmappedFinding(
                        kind,
                        shortened(system, LONGEST),
                        shortened(code, LONGEST),
                        shortened(display, LONGEST_DISPLAY));
    }

    private static String either(String first, String second) {
        return first == null ? second : first;
    }

    /** PostgreSQL takes no zero in a text. */
    private static String shortened(String text, int longest) {
        if (text == null) {
            return null;
        }
        String plain = text.replace("\u0000", "");
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }
}
