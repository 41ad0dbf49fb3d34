package org.yilian.hub.imaging.dimse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.StoredInstance;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * An object of the archive on its way out: as stored where the receiver takes that. Objects that are not compressed can also be
 * had in the two little endian syntaxes, one of which every receiver takes (PS3.5 10.1); their pixels stay the same.
 */
record ArchivedInstance(InstanceRow row, ImageStore store) implements StoredInstance {
    private static final List<String> PLAIN = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    /** A rewritten object is held in memory once. */
    private static final long LARGEST_REWRITTEN = 256L << 20;

    @Override
    public String sopClassUid() {
        return row.sopClass();
    }

    @Override
    public String sopInstanceUid() {
        return row.sopUid();
    }

    @Override
    public List<String> transferSyntaxUids() {
        List<String> all = new ArrayList<>();
        all.add(row.transferSyntax());
        TransferSyntax stored = TransferSyntax.of(row.transferSyntax());
        if (stored.isKnown() && !stored.isEncapsulated() && row.object().size() <= LARGEST_REWRITTEN) {
            PLAIN.stream().filter(uid -> !all.contains(uid)).forEach(all::add);
        }
        return all;
    }

    @Override
    public InputStream open(String transferSyntaxUid) throws IOException {
        FileChannel file = store.open(row.object().key());
        try {
            file.position(row.object().dataSetOffset());
            InputStream stored = Channels.newInputStream(file);
            if (transferSyntaxUid.equals(row.transferSyntax())) {
                return stored;
            }
            try (stored) {
                return rewritten(stored, TransferSyntax.of(transferSyntaxUid));
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private InputStream rewritten(InputStream stored, TransferSyntax wanted) throws IOException {
        DataSet dataSet = DicomReader.dataSet(stored, TransferSyntax.of(row.transferSyntax()))
                .read();
        return new ByteArrayInputStream(DicomWriter.toBytes(dataSet, wanted));
    }
}
