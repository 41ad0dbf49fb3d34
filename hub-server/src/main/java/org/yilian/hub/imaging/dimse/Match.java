package org.yilian.hub.imaging.dimse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.SpecificCharset;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.hub.imaging.query.ImageSearch;

/**
 * One answer of C-FIND: what was asked for and nothing else, empty where the index does not have it, in the caller's character
 * set or, where that cannot say it, in UTF-8. (0008,0005) is always there: viewers guess wrong without it.
 */
final class Match {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UTF_8 = "ISO_IR 192";
    private static final Set<Integer> OF_PATIENT =
            Set.of(Tag.PatientName, Tag.PatientID, Tag.IssuerOfPatientID, Tag.PatientBirthDate, Tag.PatientSex);

    private Match() {}

    /**
     * @param identity how the asking hospital calls the patient, null to leave it as the study says
     * @param aeTitle from whom to retrieve
     */
    static DataSet of(ImageSearch.Answer answer, Identifier identifier, PatientIdentity identity, String aeTitle) {
        DataSet found = read(answer);
        if (identity != null) {
            identity.putOn(found);
        }
        DataSet match = new DataSet()
                .set(Tag.SpecificCharacterSet, UTF_8)
                .set(Tag.QueryRetrieveLevel, identifier.level().name())
                .set(Tag.RetrieveAETitle, aeTitle)
                .set(Tag.InstanceAvailability, "ONLINE");
        boolean patientOnly = identifier.level() == QueryLevel.PATIENT;
        DataSet wanted = found.select(tag -> identifier.asked().contains(tag)
                && (!patientOnly || OF_PATIENT.contains(tag))
                && found.bulkData(tag) == null);
        match.putAll(wanted.remove(Tag.SpecificCharacterSet));
        for (int tag : identifier.asked()) {
            if (!match.contains(tag)) {
                match.setEmpty(tag, Dictionary.vrOf(tag));
            }
        }
        return inCharset(match, identifier.charset());
    }

    /** An answer made in UTF-8, in this character set or, where that cannot say it, as it is. */
    static DataSet inCharset(DataSet match, List<String> charset) {
        String[] terms = charset.toArray(String[]::new);
        SpecificCharset asked = SpecificCharset.of(terms);
        return asked.isLegal() && canSay(match, asked) ? match.transcode(terms) : match;
    }

    private static DataSet read(ImageSearch.Answer answer) {
        try {
            return DicomJson.read(JSON.writeValueAsString(answer.attributes())).transcode(UTF_8);
        } catch (JsonProcessingException | DicomException e) {
            throw new IllegalStateException("HUB-0550: a document of the image index is no data set");
        }
    }

    private static boolean canSay(DataSet dataSet, SpecificCharset charset) {
        for (int tag : dataSet.tags()) {
            VR vr = dataSet.vr(tag);
            boolean says = vr == VR.SQ
                    ? dataSet.items(tag).stream().allMatch(item -> canSay(item, charset))
                    : !vr.isText() || dataSet.strings(tag).stream().allMatch(text -> charset.canEncode(text, vr));
            if (!says) {
                return false;
            }
        }
        return true;
    }
}
