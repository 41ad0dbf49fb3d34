package org.yilian.hub.imaging.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.ReadLimits;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.store.ImageStore;

/** Stored objects read up to their pixel data. */
@Component
public class Heads {
    private final ImageStore store;

    Heads(ImageStore store) {
        this.store = store;
    }

    /** With all values held. */
    public DataSet read(InstanceRow row) throws IOException {
        return read(row, Integer.MAX_VALUE);
    }

    /** Values of bytes longer than this are told by offset only. */
    public DataSet read(InstanceRow row, int holdUpTo) throws IOException {
        try (InputStream in = new BufferedInputStream(
                Channels.newInputStream(store.open(row.object().key())), 1 << 16)) {
            return DicomReader.file(in)
                    .limits(ReadLimits.HEADER)
                    .holdValuesUpTo(holdUpTo)
                    .stopAt(Tag.PixelData)
                    .read();
        }
    }
}
