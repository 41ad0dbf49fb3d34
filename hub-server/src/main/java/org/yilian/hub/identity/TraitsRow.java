package org.yilian.hub.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/** What is compared of a record, as it stands in a row of {@code yh_patient}. */
final class TraitsRow {
    /** Of {@code yh_patient p}. */
    static final String COLUMNS = "select p.patient, p.facility, p.replaced_by, p.traits, p.name, p.sex,"
            + " p.birth_date, p.citizen_id, p.phone";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TraitsRow() {}

    static String json(Traits record) {
        try {
            return JSON.writeValueAsString(record.compared());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Traits cannot be written");
        }
    }

    /** Records kept by a release that compared less. */
    private static Traits older(ResultSet row) throws SQLException {
        String citizen = row.getString("citizen_id");
        String phone = row.getString("phone");
        return new Traits(
                "",
                "",
                "",
                List.of(new Traits.Name("", "", row.getString("name"))),
                row.getString("sex"),
                row.getString("birth_date"),
                citizen.isEmpty() ? List.of() : List.of(new Traits.Number(Traits.Kind.CITIZEN, citizen)),
                phone.isEmpty() ? List.of() : List.of(phone),
                List.of(),
                Traits.Mother.UNKNOWN,
                0,
                "",
                Set.of(),
                true,
                null);
    }

    static Profile profile(ResultSet row) throws SQLException {
        try {
            String json = row.getString("traits");
            Traits traits = json == null ? older(row) : JSON.readValue(json, Traits.class);
            return Profile.of(
                    traits.at(row.getString("patient"), row.getString("facility"), row.getString("replaced_by")));
        } catch (JsonProcessingException e) {
            // Not with its cause: that quotes what it could not read.
            throw new IllegalStateException("What is compared of a record cannot be read");
        }
    }
}
