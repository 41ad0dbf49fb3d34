package org.yilian.mappings.hl7v2.segment;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cx;

/**
 * Which of a patient's numbers is the one the facility knows the patient by: the first of the facility's own authority,
 * else the first medical record or internal number, else the first.
 *
 * @param identifiers all of them, never empty
 * @param logicalId of the Patient
 */
public record PatientNumber(List<Identifier> identifiers, String logicalId) {

    /** Of PID-3, with PID-2, PID-4 and PID-19 of older versions; null when there is no number to trust. */
    public static PatientNumber ofPid(MessageContext context, Segment pid) {
        FacilityProfile profile = context.profile();
        List<Identifier> identifiers = identifiers(context, pid, 3, profile.defaultAuthority());
        boolean alone = identifiers.isEmpty();
        add(identifiers, identifiers(context, pid, 2, alone ? profile.defaultAuthority() : other(profile, "external")));
        add(identifiers, identifiers(context, pid, 4, other(profile, "alternate")));
        citizen(pid, profile, identifiers);
        return identifiers.isEmpty() ? null : of(profile, identifiers);
    }

    /** Of MRG-1 (or MRG-4 of version 2.1); null when there is no number to trust. */
    public static PatientNumber ofMrg(MessageContext context, Segment mrg) {
        FacilityProfile profile = context.profile();
        List<Identifier> identifiers = identifiers(context, mrg, 1, profile.defaultAuthority());
        add(identifiers, identifiers(context, mrg, 4, profile.defaultAuthority()));
        return identifiers.isEmpty() ? null : of(profile, identifiers);
    }

    /** Of these numbers, all with system and value, at least one. */
    public static PatientNumber of(FacilityProfile profile, List<Identifier> identifiers) {
        Identifier main = main(profile, identifiers);
        return new PatientNumber(
                identifiers, LogicalIds.patient(profile.facility(), main.getSystem(), main.getValue()));
    }

    private static Identifier main(FacilityProfile profile, List<Identifier> identifiers) {
        Authority home = profile.defaultAuthority();
        if (home != null) {
            for (Identifier identifier : identifiers) {
                if (identifier.getSystem().equals(home.system())) {
                    return identifier;
                }
            }
        }
        for (Identifier identifier : identifiers) {
            String type = identifier.getType().getCodingFirstRep().getCode();
            if ("MR".equals(type) || "PI".equals(type)) {
                return identifier;
            }
        }
        return identifiers.get(0);
    }

    private static List<Identifier> identifiers(MessageContext context, Segment segment, int n, Authority bare) {
        List<Identifier> all = new ArrayList<>();
        for (Field field : segment.repetitions(n)) {
            Identifier identifier = Cx.identifier(context, field, bare);
            if (identifier != null) {
                all.add(identifier);
            }
        }
        return all;
    }

    private static Authority other(FacilityProfile profile, String kind) {
        return new Authority(Uris.id(profile.facility(), kind), null);
    }

    private static void citizen(Segment pid, FacilityProfile profile, List<Identifier> identifiers) {
        Identifier national = national(profile, pid.get(19));
        if (national != null) {
            add(identifiers, List.of(national));
        }
    }

    /** PID-19 and the like hold the citizen identity number where it looks like one; null when there is none. */
    static Identifier national(FacilityProfile profile, String number) {
        if (number == null) {
            return null;
        }
        boolean citizen = number.matches("\\d{17}[\\dXx]|\\d{15}");
        Identifier identifier = new Identifier()
                .setSystem(citizen ? Uris.CITIZEN_ID : Uris.id(profile.facility(), "national"))
                .setValue(number);
        identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(citizen ? "NI" : "SB");
        return identifier;
    }

    private static void add(List<Identifier> all, List<Identifier> more) {
        for (Identifier identifier : more) {
            boolean known = all.stream()
                    .anyMatch(i -> i.getSystem().equals(identifier.getSystem())
                            && i.getValue().equals(identifier.getValue()));
            if (!known) {
                all.add(identifier);
            }
        }
    }
}
