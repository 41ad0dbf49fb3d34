package org.yilian.mappings.hl7v2.segment;

import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.mappings.hl7v2.Segment;

/** What the guide's code maps ProviderRole (HL7 table 0443) and Participation (0912) make of a role. */
final class ProviderRoles {
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String PRACTITIONER = "http://terminology.hl7.org/CodeSystem/practitioner-role";
    private static final String SNOMED = "http://snomed.info/sct";

    private static final Map<String, Coding> OF_0443 = Map.of(
            "AD", new Coding(PARTICIPATION, "ADM", null),
            "AT", new Coding(PARTICIPATION, "ATND", null),
            "CP", new Coding(PARTICIPATION, "CON", null),
            "RP", new Coding(PARTICIPATION, "REF", null),
            "PP", new Coding(SNOMED, "446050000", null),
            "PI", new Coding(SNOMED, "40570005", null));

    private ProviderRoles() {}

    /** Null when the guide has none. */
    static Coding of(Segment segment, String role) {
        if (segment.is("PRT")) {
            return role.equals("PH") ? new Coding(PRACTITIONER, "pharmacist", null) : null;
        }
        return copy(OF_0443.get(role));
    }

    /** For participants of a visit, whom PRT and ROL tell by the same letters and PV1 by the codes of the first four. */
    static Coding ofVisit(Segment segment, String role) {
        Coding known = copy(OF_0443.get(role));
        boolean participation = known != null && known.getSystem().equals(PARTICIPATION);
        return participation || !segment.is("PRT") ? known : of(segment, role);
    }

    /** The role as sent, with the guide's coding behind it. */
    static CodeableConcept with(Coding coding, CodeableConcept role) {
        CodeableConcept all = role.copy();
        if (coding != null) {
            all.addCoding(coding);
        }
        return all;
    }

    /** The same with the guide's coding before it, which is what a visit's participants are told apart by. */
    static CodeableConcept before(Coding coding, CodeableConcept role) {
        CodeableConcept all = role == null ? new CodeableConcept() : role.copy();
        if (coding != null) {
            all.getCoding().add(0, coding);
        }
        return all;
    }

    private static Coding copy(Coding coding) {
        return coding == null ? null : coding.copy();
    }
}
