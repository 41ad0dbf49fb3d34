package org.yilian.hub.imaging.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;

/**
 * Preamble and file meta information that the hub puts before the data set it received (PS3.10 7.1). The preamble is zeros: a
 * foreign one can make the file a program.
 */
final class FileHeader {
    private FileHeader() {}

    static byte[] of(Announcement announced) throws IOException {
        DataSet meta = DicomWriter.fileMeta(
                announced.sopClassUid(), announced.sopInstanceUid(), TransferSyntax.of(announced.transferSyntaxUid()));
        meta.set(Tag.SourceApplicationEntityTitle, ae(announced.source()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        DicomWriter.writeFileHead(null, meta, out);
        return out.toByteArray();
    }

    /** An AE title has 16 characters; a client id may have more. */
    private static String ae(String source) {
        return source.length() <= 16 ? source : source.substring(0, 16);
    }
}
