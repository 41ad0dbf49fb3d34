package org.yilian.hub.workbench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.MalformedMessage;
import org.yilian.mappings.hl7v2.RemarkPlace;

/**
 * What the hub would make of one message: the same translation as the worker's, and nothing is stored.
 *
 * @param profile version of the profile it was read with
 * @param error null when the message would be DONE; {@code UNREADABLE} or, when no mapping can take it, {@code REFUSED}
 */
record Trial(
        String type,
        String controlId,
        String facility,
        String profile,
        String charset,
        String error,
        List<Made> resources,
        List<Noted> remarks) {

    /**
     * @param reference type and logical id
     * @param json the resource as FHIR JSON, indented
     */
    record Made(String reference, String mode, List<String> cleared, String json) {}

    /**
     * A remark with what was sent at its place.
     *
     * @param value null when the remark is about more than a field
     */
    record Noted(Remark.Severity severity, String code, String location, String text, String value) {
        boolean notConsumed() {
            return code.equals("FIELD_NOT_USED") || code.equals("SEGMENT_NOT_USED");
        }
    }

    static Trial of(byte[] raw, FacilityProfile profile) {
        try {
            return of(Er7Message.read(raw, profile.defaultCharset()), profile);
        } catch (MalformedMessage e) {
            return new Trial("", "", profile.facility(), profile.version(), "", "UNREADABLE", List.of(), List.of());
        }
    }

    private static Trial of(Er7Message message, FacilityProfile profile) {
        Translation translation = Hl7v2Translator.translate(message, profile);
        return new Trial(
                message.triggerCode(),
                message.controlId(),
                profile.facility(),
                profile.version(),
                message.charset().name(),
                translation.refused() ? "REFUSED" : null,
                made(translation),
                translation.remarks().stream()
                        .map(remark -> noted(message, remark))
                        .toList());
    }

    boolean refused() {
        return error != null;
    }

    private static List<Made> made(Translation translation) {
        IParser json = FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);
        List<Made> all = new ArrayList<>();
        for (ResourceWrite write : translation.writes()) {
            all.add(new Made(
                    write.resource().getIdElement().toUnqualifiedVersionless().getValue(),
                    write.mode().name(),
                    write.cleared().stream().sorted().toList(),
                    json.encodeResourceToString(write.resource())));
        }
        return all;
    }

    private static Noted noted(Er7Message message, Remark remark) {
        RemarkPlace place = RemarkPlace.of(remark.location());
        return new Noted(
                remark.severity(),
                remark.code(),
                remark.location(),
                remark.text(),
                place == null ? null : place.text(message));
    }
}
