package org.yilian.hub.imaging.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.MetadataBlob;

/** Answers queries from the index alone; no stored object is opened. */
@Component
public class ImageSearch {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returned without being asked for, PS3.18 tables 10.6.3-3 to -5; what an object does not have is left out. */
    private static final Set<Integer> STUDY_DEFAULTS = Set.of(
            Tag.SpecificCharacterSet,
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.AccessionNumber,
            Tag.ReferringPhysicianName,
            Tag.TimezoneOffsetFromUTC,
            Tag.StudyDescription,
            Tag.PatientName,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.StudyInstanceUID,
            Tag.StudyID,
            Tag.InstitutionName);

    private static final Set<Integer> SERIES_DEFAULTS = Set.of(
            Tag.Modality,
            Tag.SeriesDescription,
            Tag.SeriesInstanceUID,
            Tag.SeriesNumber,
            Tag.SeriesDate,
            Tag.SeriesTime,
            Tag.BodyPartExamined,
            Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime,
            Tag.RequestAttributesSequence);

    /** Available Transfer Syntax UID */
    private static final int AVAILABLE_TRANSFER_SYNTAX = 0x00083002;

    private static final Set<Integer> INSTANCE_COLUMNS = Set.of(
            Tag.SOPClassUID,
            Tag.SOPInstanceUID,
            AVAILABLE_TRANSFER_SYNTAX,
            Tag.InstanceNumber,
            Tag.Rows,
            Tag.Columns,
            Tag.BitsAllocated,
            Tag.NumberOfFrames);

    private final JdbcClient jdbc;
    private final ImageIndex index;
    private final Combinations combinations;

    ImageSearch(JdbcClient jdbc, ImageIndex index, Combinations combinations) {
        this.jdbc = jdbc;
        this.index = index;
        this.combinations = combinations;
    }

    /**
     * One answer.
     *
     * @param studyUid study it is, or is in
     * @param patientRef logical id of its Patient, null where it has none
     * @param attributes DICOM JSON by tag in ascending order
     */
    public record Answer(String studyUid, String patientRef, Map<String, JsonNode> attributes) {}

    /**
     * Answers in order: newest study first, then by number.
     *
     * @param base URL of the DICOMweb root, for Retrieve URL
     */
    public List<Answer> find(Query query, String base) {
        Condition where = Condition.all(Stream.concat(
                        Stream.of(Condition.of("1 = 1")),
                        query.conditions().stream().map(this::known))
                .toList());
        // First which ones, then what they say: rows of thousands of candidates are too wide to be sorted.
        String sql = columns(query.level()) + " from (select " + hit(query.level()) + " as hit" + from(query.level())
                + " where " + where.sql() + order(query.level()) + " limit ? offset ?) hits" + of(query.level())
                + order(query.level());
        List<Object> arguments = new ArrayList<>(where.arguments());
        arguments.add(query.limit());
        arguments.add(query.offset());
        return jdbc.sql(sql)
                .params(arguments)
                .query((row, n) -> answer(query, row, base))
                .list();
    }

    private Condition known(Condition condition) {
        Condition.OneOf oneOf = condition.oneOf();
        return oneOf == null
                ? condition
                : combinations
                        .of(oneOf.column(), oneOf::holds)
                        .map(lists -> Condition.in(oneOf.column(), lists))
                        .orElse(condition);
    }

    private static String columns(Level level) {
        return "select st.study_uid, st.patient_ref, st.modalities, st.sop_classes, st.series_count,"
                + " st.instance_count as study_instances, st.attributes as study_attributes"
                + (level == Level.STUDY
                        ? ""
                        : ", se.series_uid, se.instance_count as series_instances, se.attributes as series_attributes")
                + (level == Level.INSTANCE
                        ? ", i.id, i.sop_uid, i.sop_class, i.number, i.pixel_rows, i.pixel_columns, i.bits_allocated,"
                                + " i.frames, i.pixel_offset, i.transfer_syntax"
                        : "");
    }

    private static String hit(Level level) {
        return switch (level) {
            case STUDY -> "st.id";
            case SERIES -> "se.id";
            case INSTANCE -> "i.id";
        };
    }

    private static String of(Level level) {
        String study = " join yh_study st on st.id = ";
        return switch (level) {
            case STUDY -> study + "hits.hit";
            case SERIES -> " join yh_series se on se.id = hits.hit" + study + "se.study_id";
            case INSTANCE ->
                " join yh_instance i on i.id = hits.hit join yh_series se on se.id = i.series_id" + study
                        + "i.study_id";
        };
    }

    private static String from(Level level) {
        return switch (level) {
            case STUDY -> " from yh_study st";
            case SERIES -> " from yh_study st join yh_series se on se.study_id = st.id";
            case INSTANCE ->
                " from yh_study st join yh_series se on se.study_id = st.id"
                        + " join yh_instance i on i.series_id = se.id";
        };
    }

    private static String order(Level level) {
        return " order by st.study_date desc, st.study_time desc, st.id desc"
                + (level == Level.STUDY ? "" : ", se.number, se.id")
                + (level == Level.INSTANCE ? ", i.number, i.id" : "");
    }

    private Answer answer(Query query, ResultSet row, String base) throws SQLException {
        String studyUid = row.getString("study_uid");
        Map<String, JsonNode> out = new TreeMap<>();
        StringBuilder url = new StringBuilder(base).append("/studies/").append(studyUid);
        boolean wholeStudy = query.level() == Level.STUDY;
        copy(read(row.getString("study_attributes")), STUDY_DEFAULTS, query, out);
        put(out, Tag.InstanceAvailability, "CS", "ONLINE");
        if (wholeStudy || query.include().contains(Tag.ModalitiesInStudy) || query.includeAll()) {
            put(out, Tag.ModalitiesInStudy, "CS", list(row.getString("modalities")));
        }
        if (query.includeAll() || asked(query, Tag.SOPClassesInStudy)) {
            put(out, Tag.SOPClassesInStudy, "UI", list(row.getString("sop_classes")));
        }
        if (wholeStudy || asked(query, Tag.NumberOfStudyRelatedSeries)) {
            put(out, Tag.NumberOfStudyRelatedSeries, row.getInt("series_count"));
        }
        if (wholeStudy || asked(query, Tag.NumberOfStudyRelatedInstances)) {
            put(out, Tag.NumberOfStudyRelatedInstances, row.getInt("study_instances"));
        }
        if (!wholeStudy) {
            url.append("/series/").append(row.getString("series_uid"));
            copy(read(row.getString("series_attributes")), SERIES_DEFAULTS, query, out);
            if (query.level() == Level.SERIES || asked(query, Tag.NumberOfSeriesRelatedInstances)) {
                put(out, Tag.NumberOfSeriesRelatedInstances, row.getInt("series_instances"));
            }
        }
        if (query.level() == Level.INSTANCE) {
            url.append("/instances/").append(row.getString("sop_uid"));
            instance(query, row, base, out);
        }
        put(out, Tag.RetrieveURL, "UR", url.toString());
        return new Answer(studyUid, row.getString("patient_ref"), out);
    }

    private static boolean asked(Query query, int tag) {
        return query.include().contains(tag) || query.keys().contains(tag);
    }

    private void instance(Query query, ResultSet row, String base, Map<String, JsonNode> out) throws SQLException {
        boolean more = query.includeAll()
                || Stream.concat(query.include().stream(), query.keys().stream())
                        .anyMatch(tag -> !out.containsKey(Tag.toHex(tag)) && !INSTANCE_COLUMNS.contains(tag));
        if (more) {
            ObjectNode all = read(MetadataBlob.text(index.metadata(row.getLong("id")), base));
            all.properties().forEach(field -> {
                int tag = Integer.parseUnsignedInt(field.getKey(), 16);
                if (query.includeAll() ? !field.getValue().has("BulkDataURI") : asked(query, tag)) {
                    out.putIfAbsent(field.getKey(), field.getValue());
                }
            });
        }
        put(out, Tag.SOPClassUID, "UI", row.getString("sop_class"));
        put(out, Tag.SOPInstanceUID, "UI", row.getString("sop_uid"));
        put(out, AVAILABLE_TRANSFER_SYNTAX, "UI", row.getString("transfer_syntax"));
        number(row, "number", Tag.InstanceNumber, "IS", out);
        number(row, "pixel_rows", Tag.Rows, "US", out);
        number(row, "pixel_columns", Tag.Columns, "US", out);
        number(row, "bits_allocated", Tag.BitsAllocated, "US", out);
        if (row.getLong("pixel_offset") >= 0) {
            number(row, "frames", Tag.NumberOfFrames, "IS", out);
        }
    }

    private static void number(ResultSet row, String column, int tag, String vr, Map<String, JsonNode> out)
            throws SQLException {
        int value = row.getInt(column);
        if (!row.wasNull()) {
            ObjectNode element = JsonNodeFactory.instance.objectNode().put("vr", vr);
            element.putArray("Value").add(value);
            out.put(Tag.toHex(tag), element);
        }
    }

    private static void copy(ObjectNode from, Set<Integer> defaults, Query query, Map<String, JsonNode> out) {
        from.properties().forEach(field -> {
            int tag = Integer.parseUnsignedInt(field.getKey(), 16);
            if (query.includeAll() || defaults.contains(tag) || asked(query, tag)) {
                out.put(field.getKey(), field.getValue());
            }
        });
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HUB-0510: a document of the image index is damaged");
        }
    }

    private static String[] list(String backslashed) {
        return Stream.of(backslashed.split("\\\\"))
                .filter(value -> !value.isEmpty())
                .toArray(String[]::new);
    }

    private static void put(Map<String, JsonNode> out, int tag, String vr, String... values) {
        ObjectNode element = JsonNodeFactory.instance.objectNode().put("vr", vr);
        ArrayNode array = element.putArray("Value");
        for (String value : values) {
            array.add(value);
        }
        out.put(Tag.toHex(tag), element);
    }

    private static void put(Map<String, JsonNode> out, int tag, int value) {
        ObjectNode element = JsonNodeFactory.instance.objectNode().put("vr", "IS");
        element.putArray("Value").add(value);
        out.put(Tag.toHex(tag), element);
    }
}
