package org.yilian.mappings.hl7v2;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;

/** Small messages for tests, and what a store makes of them. */
public final class Messages {
    public static final FacilityProfile PROFILE = FacilityProfile.minimal("H001");
    static final String PID = "PID|1||000123^^^H001^MR||张^三||19900307|M";
    static final String OBR = "OBR|1|P1|F1|GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F";

    private Messages() {}

    static String message(String trigger, String... segments) {
        return "MSH|^~\\&|LIS|H001|HUB|YL|20260105100500||" + trigger + "|4711|P|2.5.1\r" + String.join("\r", segments)
                + "\r";
    }

    /** A result with the patient, one order and these further segments. */
    static Translation oru(String... segments) {
        return translate(message("ORU^R01^ORU_R01", PID, OBR, String.join("\r", segments)));
    }

    static Translation adt(String event, String... segments) {
        return translate(message("ADT^" + event, segments));
    }

    static Translation translate(String message) {
        return Hl7v2Translator.translate(Er7Message.parse(message), PROFILE);
    }

    /** The only Observation of a result with one OBX. */
    static Observation observation(String obx) {
        return only(oru(obx), Observation.class);
    }

    /** An Observation of type, value and unit as sent. */
    static Observation value(String type, String value) {
        return observation("OBX|1|" + type + "|GLU^葡萄糖||" + value + "||||||F");
    }

    public static <T extends Resource> List<T> all(Translation translation, Class<T> type) {
        return translation.writes().stream()
                .map(ResourceWrite::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public static <T extends Resource> T only(Translation translation, Class<T> type) {
        List<T> all = all(translation, type);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + type.getSimpleName());
        }
        return all.get(0);
    }

    static List<String> remarks(Translation translation) {
        return translation.remarks().stream().map(Messages::line).toList();
    }

    static String line(Remark remark) {
        return (remark.severity() + " " + remark.code() + " " + remark.location()).strip();
    }

    /** What is stored, by type and id, after these translations in turn. */
    public static Map<String, Resource> stored(Translation... translations) {
        StoredRecord record = new StoredRecord();
        for (Translation translation : translations) {
            record.take(translation);
        }
        return record.resources();
    }

    static <T extends Resource> T stored(Class<T> type, Translation... translations) {
        List<T> all = stored(translations).values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + type.getSimpleName());
        }
        return all.get(0);
    }
}
