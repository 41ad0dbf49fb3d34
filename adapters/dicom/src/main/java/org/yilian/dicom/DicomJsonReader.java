package org.yilian.dicom;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.yilian.dicom.DicomException.Reason;

/** Makes a data set of the members of a JSON object. */
final class DicomJsonReader {
    private boolean beyondAscii;

    private DicomJsonReader() {}

    static DataSet read(Map<?, ?> members) throws DicomException {
        DicomJsonReader reader = new DicomJsonReader();
        DataSet dataSet = new DataSet();
        reader.readInto(dataSet, members);
        if (reader.beyondAscii && !dataSet.contains(Tag.SpecificCharacterSet)) {
            dataSet.set(Tag.SpecificCharacterSet, "ISO_IR 192");
        }
        return dataSet;
    }

    private void readInto(DataSet dataSet, Map<?, ?> members) throws DicomException {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            int tag = tag((String) member.getKey());
            if (!(member.getValue() instanceof Map<?, ?> element)) {
                throw failure("an element must be a JSON object", tag);
            }
            try {
                readElement(dataSet, tag, element);
            } catch (IllegalArgumentException e) {
                throw failure("a value does not fit its VR", tag);
            }
        }
    }

    private static int tag(String name) throws DicomException {
        try {
            return Tag.parse(name);
        } catch (IllegalArgumentException e) {
            throw new DicomException(Reason.MALFORMED, "a member is not named by a tag");
        }
    }

    private void readElement(DataSet dataSet, int tag, Map<?, ?> element) throws DicomException {
        VR vr = element.get("vr") == null
                ? dataSet.vrOf(tag)
                : VR.of(element.get("vr").toString());
        if (vr == null) {
            throw failure("unknown VR", tag);
        }
        if (element.get("BulkDataURI") instanceof String uri) {
            dataSet.setBulkData(tag, vr, BulkData.at(uri));
        } else if (element.get("InlineBinary") instanceof String base64) {
            dataSet.setBytes(tag, vr, Base64.getMimeDecoder().decode(base64));
        } else if (element.get("Value") instanceof List<?> values && !values.isEmpty()) {
            readValues(dataSet, tag, vr, values);
        } else {
            dataSet.setEmpty(tag, vr);
        }
    }

    private void readValues(DataSet dataSet, int tag, VR vr, List<?> values) throws DicomException {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            if (vr == VR.SQ) {
                readItem(dataSet, tag, value);
            } else {
                texts.add(text(value, vr, tag));
            }
        }
        if (vr != VR.SQ) {
            dataSet.set(tag, vr, texts.toArray(String[]::new));
        }
    }

    private void readItem(DataSet dataSet, int tag, Object value) throws DicomException {
        if (value != null && !(value instanceof Map)) {
            throw failure("an item must be a JSON object", tag);
        }
        DataSet item = dataSet.addItem(tag);
        if (value instanceof Map<?, ?> members) {
            readInto(item, members);
        }
    }

    private String text(Object value, VR vr, int tag) throws DicomException {
        if (value == null) {
            return "";
        }
        String text;
        if (value instanceof Map<?, ?> groups && vr == VR.PN) {
            text = group(groups, "Alphabetic") + '=' + group(groups, "Ideographic") + '=' + group(groups, "Phonetic");
            while (text.endsWith("=")) {
                text = text.substring(0, text.length() - 1);
            }
        } else if (value instanceof String || value instanceof JsonTree.Token) {
            text = value.toString();
        } else {
            throw failure("neither text nor number", tag);
        }
        for (int i = 0; i < text.length() && !beyondAscii; i++) {
            beyondAscii = text.charAt(i) > 0x7F;
        }
        return text;
    }

    private static String group(Map<?, ?> groups, String name) {
        return groups.get(name) instanceof String text ? text : "";
    }

    private static DicomException failure(String text, int tag) {
        return new DicomException(Reason.MALFORMED, text, tag);
    }
}
