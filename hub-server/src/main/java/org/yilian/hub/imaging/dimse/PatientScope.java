package org.yilian.hub.imaging.dimse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.dicom.Tag;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.identity.People;
import org.yilian.hub.imaging.ingest.PatientNumbers;
import org.yilian.hub.imaging.query.Condition;
import org.yilian.hub.imaging.query.Query;

/**
 * Whose studies a Patient ID means. Numbers collide between hospitals: one without issuer is the asking hospital's own, and
 * finds the studies of that person at all hospitals; with issuer it is taken as it stands.
 */
@Component
class PatientScope {
    private final People people;

    PatientScope(People people) {
        this.people = people;
    }

    /**
     * How to search.
     *
     * @param conditions beside the values
     * @param values of the identifier, without those the conditions stand for
     * @param own record of the asking hospital whose person is meant, empty if not one person of its own is
     */
    record Scope(List<Condition> conditions, Map<String, String> values, Optional<String> own) {}

    Scope of(Identifier identifier, Facility asking) {
        if (identifier.patientId().isEmpty() || !identifier.issuer().isEmpty()) {
            return new Scope(List.of(), identifier.values(), Optional.empty());
        }
        Condition atHome = Query.where("st.facility = ?", List.of(asking.code()));
        Optional<String> record =
                identifier.singlePatientId().map(number -> PatientNumbers.patientRef(asking, null, number));
        if (record.isEmpty()) {
            return new Scope(List.of(atHome), identifier.values(), Optional.empty());
        }
        Map<String, String> others = new LinkedHashMap<>(identifier.values());
        others.remove(Tag.toHex(Tag.PatientID));
        return new Scope(List.of(ofPersonOf(record.get(), identifier.patientId(), asking)), others, record);
    }

    /** Studies of one person, and those of the asking hospital under its number that name no patient of the record. */
    private Condition ofPersonOf(String record, String number, Facility asking) {
        List<String> records = people.samePerson(record);
        List<Object> arguments = new ArrayList<>(records);
        arguments.add(asking.code());
        arguments.add(number);
        String marks = String.join(",", Collections.nCopies(records.size(), "?"));
        return Query.where(
                "(st.patient_ref in (" + marks
                        + ") or (st.facility = ? and st.patient_id = ? and st.patient_ref is null))",
                arguments);
    }
}
