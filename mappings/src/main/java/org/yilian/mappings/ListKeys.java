package org.yilian.mappings;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * Lists that come from several fields of a message: what one field says is complete for its own part only. The key says
 * which part an entry belongs to.
 */
final class ListKeys {
    private static final Map<String, Function<Base, String>> KEYS = Map.of(
            "identifier",
            entry -> String.valueOf(((Identifier) entry).getSystem()),
            "extension",
            entry -> String.valueOf(((Extension) entry).getUrl()),
            "telecom",
            entry -> ((ContactPoint) entry).getUse() == ContactPoint.ContactPointUse.WORK ? "work" : "home",
            "participant",
            ListKeys::role,
            "diagnosis",
            ListKeys::condition,
            "link",
            ListKeys::other);

    private ListKeys() {}

    /** The key of the entries of this list; null when the list is one whole. */
    static Function<Base, String> of(String element) {
        return KEYS.get(element);
    }

    private static String role(Base entry) {
        if (entry instanceof CareTeam.CareTeamParticipantComponent member) {
            return Objects.toString(member.getRoleFirstRep().getCodingFirstRep().getCode(), "") + "|"
                    + member.getMember().getReference();
        }
        if (!(entry instanceof Encounter.EncounterParticipantComponent participant)) {
            return "";
        }
        return participant.getTypeFirstRep().hasCoding()
                ? String.valueOf(
                        participant.getTypeFirstRep().getCodingFirstRep().getCode())
                : String.valueOf(participant.getTypeFirstRep().getText());
    }

    private static String condition(Base entry) {
        return entry instanceof Encounter.DiagnosisComponent diagnosis
                ? String.valueOf(diagnosis.getCondition().getReference())
                : "";
    }

    private static String other(Base entry) {
        return entry instanceof Patient.PatientLinkComponent link
                ? String.valueOf(link.getOther().getReference())
                : "";
    }
}
