package org.yilian.dicom;

import java.util.Base64;
import java.util.List;

/** Writes one data set as DICOM JSON. */
final class DicomJsonWriter {
    private final JsonBytes out;
    private final DicomJson.BulkDataUris uris;
    private String path = "";

    DicomJsonWriter(JsonBytes out, DicomJson.BulkDataUris uris) {
        this.out = out;
        this.uris = uris;
    }

    void write(DataSet dataSet) {
        out.put('{');
        boolean first = true;
        for (int i = 0; i < dataSet.size(); i++) {
            if (Tag.isGroupLength(dataSet.tagAt(i))) {
                continue;
            }
            if (!first) {
                out.put(',');
            }
            first = false;
            writeElement(dataSet, i);
        }
        out.put('}');
    }

    private void writeElement(DataSet dataSet, int index) {
        int tag = dataSet.tagAt(index);
        // Some write it as UN; as what is put in its place it is text.
        VR vr = tag == Tag.SpecificCharacterSet ? VR.CS : dataSet.vrAt(index);
        Object value = dataSet.valueAt(index);
        out.put('"').hex(tag).plain("\":{\"vr\":\"").plain(vr.name()).put('"');
        if (tag == Tag.SpecificCharacterSet && dataSet.hasValue(tag)) {
            out.plain(",\"Value\":[\"ISO_IR 192\"]");
        } else if (value instanceof Sequence sequence) {
            writeItems(tag, sequence);
        } else if (vr.isBytes() || value instanceof Fragments || value instanceof BulkData) {
            writeBytes(tag, vr, value);
        } else if (vr.isBinaryNumber() || vr == VR.AT) {
            writeNumbers(vr, (byte[]) value);
        } else {
            List<String> texts = Values.split(vr, dataSet.textAt(index));
            writeTexts(
                    vr,
                    vr == VR.PN
                            ? texts.stream().map(DicomJsonWriter::significant).toList()
                            : texts);
        }
        out.put('}');
    }

    private void writeItems(int tag, Sequence sequence) {
        if (sequence.items.isEmpty()) {
            return;
        }
        String outer = path;
        out.plain(",\"Value\":[");
        int number = 1;
        for (DataSet item : sequence.items) {
            if (number > 1) {
                out.put(',');
            }
            path = outer + Tag.toHex(tag) + '/' + number++ + '/';
            write(item);
        }
        path = outer;
        out.put(']');
    }

    private void writeBytes(int tag, VR vr, Object value) {
        byte[] raw = value instanceof byte[] held ? Values.padded(vr, held) : null;
        if (raw != null && raw.length == 0) {
            return;
        }
        String uri = value instanceof BulkData bulk && bulk.uri() != null
                ? bulk.uri()
                : uris.uriOf(path + Tag.toHex(tag), vr, length(value, raw));
        if (uri != null) {
            out.plain(",\"BulkDataURI\":").string(uri);
        } else if (raw != null) {
            out.plain(",\"InlineBinary\":\"")
                    .plain(Base64.getEncoder().encode(raw))
                    .put('"');
        }
    }

    private static long length(Object value, byte[] raw) {
        if (value instanceof BulkData bulk) {
            return bulk.length();
        }
        return raw == null ? -1 : raw.length;
    }

    private void writeNumbers(VR vr, byte[] raw) {
        int count = Values.count(vr, raw);
        for (int i = 0; i < count; i++) {
            out.plain(i == 0 ? ",\"Value\":[" : ",");
            String text = Values.text(vr, raw, i);
            char last = text.charAt(text.length() - 1);
            if (vr == VR.AT || last == 'N' || last == 'y') { // NaN and Infinity are no JSON numbers (F.2.5)
                out.string(text);
            } else {
                out.plain(text);
            }
        }
        if (count > 0) {
            out.put(']');
        }
    }

    private void writeTexts(VR vr, List<String> values) {
        if (values.stream().allMatch(String::isEmpty)) {
            return;
        }
        String separator = ",\"Value\":[";
        for (String value : values) {
            out.plain(separator);
            separator = ",";
            if (value.isEmpty()) {
                out.plain("null");
            } else if (vr == VR.PN) {
                writeName(value);
            } else if (vr == VR.DS || vr == VR.IS) {
                writeDecimal(value);
            } else {
                out.string(value);
            }
        }
        out.put(']');
    }

    /** A name without delimiters that part nothing: "^^^^" is no name. */
    private static String significant(String name) {
        int end = name.length();
        while (end > 0 && "^= ".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    private void writeName(String name) {
        int first = name.indexOf('=');
        int second = first < 0 ? -1 : name.indexOf('=', first + 1);
        out.put('{');
        writeGroup("Alphabetic", first < 0 ? name : name.substring(0, first));
        if (first >= 0) {
            writeGroup("Ideographic", name.substring(first + 1, second < 0 ? name.length() : second));
        }
        if (second >= 0) {
            writeGroup("Phonetic", name.substring(second + 1));
        }
        out.put('}');
    }

    private void writeGroup(String member, String text) {
        String group = significant(text);
        if (group.isEmpty()) {
            return;
        }
        if (!out.endsWith('{')) {
            out.put(',');
        }
        out.put('"').plain(member).plain("\":").string(group);
    }

    /** The number as it stands in the file where JSON allows it, so that no digit is lost; else as text. */
    private void writeDecimal(String text) {
        if (isJsonNumber(text)) {
            out.plain(text);
            return;
        }
        String plain = withoutPlusAndZeros(text);
        if (isJsonNumber(plain)) {
            out.plain(plain);
        } else {
            out.string(text);
        }
    }

    private static String withoutPlusAndZeros(String text) {
        int i = 0;
        boolean negative = false;
        if (text.charAt(0) == '+' || text.charAt(0) == '-') {
            negative = text.charAt(0) == '-';
            i++;
        }
        while (i + 1 < text.length() && text.charAt(i) == '0' && Character.isDigit(text.charAt(i + 1))) {
            i++;
        }
        String rest = text.substring(i);
        rest = rest.startsWith(".") ? "0" + rest : rest;
        rest = rest.endsWith(".")
                ? rest.substring(0, rest.length() - 1)
                : rest.replace(".E", "E").replace(".e", "e");
        return negative ? "-" + rest : rest;
    }

    static boolean isJsonNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int digits = digits(text, i);
        if (digits == 0 || digits > 1 && text.charAt(i) == '0') {
            return false;
        }
        i += digits;
        if (i < text.length() && text.charAt(i) == '.') {
            digits = digits(text, i + 1);
            if (digits == 0) {
                return false;
            }
            i += digits + 1;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i += i + 1 < text.length() && (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-') ? 2 : 1;
            digits = digits(text, i);
            if (digits == 0) {
                return false;
            }
            i += digits;
        }
        return i == text.length();
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }
}
