package org.yilian.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yilian.dicom.DicomException.Reason;

/**
 * The DICOM JSON model, both ways. Text is UTF-8, so a (0008,0005) becomes ISO_IR 192; group lengths are left out.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/chapter_F.html">PS3.18 annex F</a>
 */
public final class DicomJson {

    /** Where the bytes of an element can be fetched, asked for every value of VR OB, OD, OF, OL, OV, OW and UN. */
    @FunctionalInterface
    public interface BulkDataUris {
        /** All bytes stand in the JSON as base64; fragments, for which there is no such form, are left out. */
        BulkDataUris INLINE = (path, vr, length) -> null;

        /**
         * The URI of a value, or null to write it as base64.
         *
         * @param path tags and item numbers from one, {@code 7FE00010} or {@code 54000100/1/54001010}
         * @param length in bytes; -1 when unknown
         */
        String uriOf(String path, VR vr, long length);
    }

    private DicomJson() {}

    public static String toJson(DataSet dataSet) {
        return new String(toBytes(dataSet, BulkDataUris.INLINE), StandardCharsets.UTF_8);
    }

    /** One data set as a JSON object in UTF-8. */
    public static byte[] toBytes(DataSet dataSet, BulkDataUris uris) {
        JsonBytes out = new JsonBytes();
        new DicomJsonWriter(out, uris).write(dataSet);
        return out.toBytes();
    }

    /** Reads one data set: an object, or an array of exactly one. */
    public static DataSet read(String json) throws DicomException {
        List<DataSet> all = readAll(json);
        if (all.size() != 1) {
            throw new DicomException(Reason.MALFORMED, "not one data set");
        }
        return all.get(0);
    }

    /**
     * Reads an array of data sets, or a single one. Text outside ASCII makes a data set that declares nothing declare
     * ISO_IR 192; values given as URI are {@link DataSet#bulkData}.
     *
     * @throws DicomException when it is not JSON or not of the DICOM JSON model
     */
    public static List<DataSet> readAll(String json) throws DicomException {
        Object tree = JsonTree.parse(json);
        List<?> objects = tree instanceof List<?> list ? list : List.of(tree == null ? "" : tree);
        List<DataSet> all = new ArrayList<>(objects.size());
        for (Object object : objects) {
            if (!(object instanceof Map<?, ?> members)) {
                throw new DicomException(Reason.MALFORMED, "a data set must be a JSON object");
            }
            all.add(DicomJsonReader.read(members));
        }
        return all;
    }
}
