package org.yilian.hub.imaging.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

/**
 * Instances that come as metadata and bulk data, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.5.html">PS3.18 10.5.2 and 8.7.3.2</a>: parts of
 * DICOM JSON, and a part for each {@code BulkDataURI} in them, found by its Content-Location. They have to be held together,
 * so their size is limited; what is larger comes as Part 10 files.
 */
final class StowedMetadata {
    private static final int MOST_BYTES = 128 << 20;
    private static final String JSON = "application/dicom+json";
    private static final String BYTES = "application/octet-stream";

    private final List<DataSet> instances = new ArrayList<>();
    private final Map<String, byte[]> bulk = new HashMap<>();
    private long held;

    private StowedMetadata() {}

    /**
     * Reads a body to its end.
     *
     * @throws Refusal 400 for metadata that is no DICOM JSON, 413 for too much of it
     */
    static StowedMetadata read(MultipartReader body) throws IOException {
        StowedMetadata all = new StowedMetadata();
        for (MultipartReader.Part part; (part = body.next()) != null; ) {
            String type = part.header("content-type").toLowerCase(Locale.ROOT);
            if (type.startsWith(JSON)) {
                all.metadata(all.bytes(part));
            } else if (type.isEmpty() || type.startsWith(BYTES)) {
                all.bulk.put(part.header("content-location").strip(), all.bytes(part));
            } else {
                // Compressed frames: what refers to them is not complete and fails on its own.
                part.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return all;
    }

    private byte[] bytes(InputStream part) throws IOException {
        byte[] bytes = part.readNBytes((int) Math.max(0, MOST_BYTES - held) + 1);
        held += bytes.length;
        if (held > MOST_BYTES) {
            throw Refusal.tooLarge("Metadata with bulk data is too large; store Part 10 files");
        }
        return bytes;
    }

    private void metadata(byte[] json) {
        try {
            instances.addAll(DicomJson.readAll(new String(json, StandardCharsets.UTF_8)));
        } catch (DicomException e) {
            throw Refusal.bad("The metadata is not DICOM JSON");
        }
    }

    List<DataSet> instances() {
        return instances;
    }

    /** The instance with its bulk data in it and without file meta information; empty where a part is missing. */
    Optional<DataSet> whole(DataSet instance) {
        DataSet whole = instance.select(tag -> Tag.group(tag) != 2);
        return fill(whole) ? Optional.of(whole) : Optional.empty();
    }

    private boolean fill(DataSet dataSet) {
        for (int tag : dataSet.tags()) {
            if (dataSet.vr(tag) == VR.SQ) {
                if (!dataSet.items(tag).stream().allMatch(this::fill)) {
                    return false;
                }
            } else if (dataSet.bulkData(tag) != null) {
                byte[] bytes = bulk.get(String.valueOf(dataSet.bulkData(tag).uri()));
                if (bytes == null) {
                    return false;
                }
                dataSet.setBytes(tag, dataSet.vr(tag), even(bytes));
            }
        }
        return true;
    }

    private static byte[] even(byte[] bytes) {
        return bytes.length % 2 == 0 ? bytes : java.util.Arrays.copyOf(bytes, bytes.length + 1);
    }
}
