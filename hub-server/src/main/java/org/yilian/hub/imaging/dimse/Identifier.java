package org.yilian.hub.imaging.dimse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.query.Query;

/**
 * The identifier of C-FIND, C-MOVE or C-GET, read and checked against its hierarchy, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_C.4.html">PS3.4 C.4.1.1.3, C.4.2.1.4</a>.
 *
 * @param values what has to match, by tag as the index's queries name it; only attributes that the index matches on
 * @param patientId Patient ID asked for, empty if any
 * @param issuer its issuer, empty if none was named
 * @param asked attributes to be returned, as the caller named them
 * @param charset Specific Character Set of the caller, or of its hospital where it declared none
 */
record Identifier(
        QueryLevel level,
        Map<String, String> values,
        String patientId,
        String issuer,
        Set<Integer> asked,
        List<String> charset) {

    /** Say how the rest is meant and are no keys, PS3.4 C.4.1.1.3. */
    private static final Set<Integer> NO_KEYS = Set.of(
            Tag.SpecificCharacterSet,
            Tag.QueryRetrieveLevel,
            Tag.RetrieveAETitle,
            Tag.InstanceAvailability,
            Tag.TimezoneOffsetFromUTC);

    /**
     * Reads an identifier.
     *
     * @param relational whether keys of any level may come without the unique keys above them
     * @throws DicomStatusException A900 where the identifier does not fit the information model
     */
    static Identifier of(Root root, DataSet keys, boolean relational, Facility facility) throws DicomStatusException {
        QueryLevel level = level(root, keys.string(Tag.QueryRetrieveLevel, ""));
        List<String> charset = declared(keys, facility);
        Map<String, String> values = new LinkedHashMap<>();
        Set<Integer> asked = new LinkedHashSet<>();
        for (int tag : keys.tags()) {
            if (NO_KEYS.contains(tag) || Tag.element(tag) == 0) {
                continue;
            }
            asked.add(tag);
            if (keys.vr(tag) == VR.SQ) {
                keys.items(tag).stream().limit(1).forEach(item -> matching(level, item, values));
            }
        }
        matching(level, keys, values);
        String patientId = values.getOrDefault(Tag.toHex(Tag.PatientID), "");
        if (!relational) {
            requireUniqueKeys(root.above(level), keys);
        }
        String issuer = values.getOrDefault(Tag.toHex(Tag.IssuerOfPatientID), "");
        return new Identifier(level, values, patientId, issuer, asked, charset);
    }

    private static QueryLevel level(Root root, String name) throws DicomStatusException {
        for (QueryLevel level : QueryLevel.values()) {
            if (level.name().equals(name) && root.has(level)) {
                return level;
            }
        }
        throw mismatch("Query/Retrieve Level is not one of this model");
    }

    private static void matching(QueryLevel level, DataSet keys, Map<String, String> values) {
        for (int tag : keys.tags()) {
            String value = keys.vr(tag) == VR.SQ ? "" : String.join("\\", keys.strings(tag));
            if (!value.isEmpty() && !value.equals("*") && Query.matches(level.searched, tag)) {
                values.put(Tag.toHex(tag), value);
            }
        }
    }

    private static void requireUniqueKeys(List<QueryLevel> levels, DataSet keys) throws DicomStatusException {
        for (QueryLevel above : levels) {
            List<String> values = keys.strings(above.uniqueKey);
            if (values.size() != 1 || values.get(0).isEmpty() || values.get(0).matches(".*[*?].*")) {
                throw mismatch("a unique key of a level above is missing");
            }
        }
    }

    /**
     * What the caller's text is in. Bytes without a declaration are read as they look, else as the hospital usually writes.
     *
     * @return terms of (0008,0005), to answer in the same way
     */
    static List<String> declared(DataSet keys, Facility facility) {
        List<String> terms = keys.strings(Tag.SpecificCharacterSet);
        if (terms.stream().allMatch(String::isEmpty)) {
            String usual = facility.charset().name().equals("UTF-8") ? "ISO_IR 192" : "GB18030";
            keys.set(Tag.SpecificCharacterSet, keys.suspectedCharset().orElse(usual));
        }
        return keys.strings(Tag.SpecificCharacterSet);
    }

    /**
     * Requires the unique key of the level itself, as a retrieval does.
     *
     * @throws DicomStatusException A900 where it has no value
     */
    void requireOwnKey() throws DicomStatusException {
        if (!values.containsKey(Tag.toHex(level.uniqueKey))) {
            throw mismatch("the unique key of the level is missing");
        }
    }

    /** The same with its unique keys only, which is what a retrieval goes by. */
    Identifier uniqueKeysOnly() {
        Set<String> unique = Set.of(
                Tag.toHex(Tag.PatientID),
                Tag.toHex(Tag.IssuerOfPatientID),
                Tag.toHex(Tag.StudyInstanceUID),
                Tag.toHex(Tag.SeriesInstanceUID),
                Tag.toHex(Tag.SOPInstanceUID));
        Map<String, String> kept = values.entrySet().stream()
                .filter(each -> unique.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Identifier(level, kept, patientId, issuer, Set.of(), charset);
    }

    /** A patient's, asked for as studies. */
    Identifier ofStudies() {
        return new Identifier(QueryLevel.STUDY, values, patientId, issuer, asked, charset);
    }

    /** For the audit trail: what was asked. */
    String question() {
        return level + " "
                + values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
    }

    /** One single Patient ID, if that is what is asked for. */
    Optional<String> singlePatientId() {
        return patientId.isEmpty() || patientId.matches("(?s).*[*?\\\\].*") ? Optional.empty() : Optional.of(patientId);
    }

    private static DicomStatusException mismatch(String fixedText) {
        return new DicomStatusException(DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(fixedText));
    }
}
