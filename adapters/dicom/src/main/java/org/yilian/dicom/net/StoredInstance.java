package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An object that can be sent by a sub-operation of C-MOVE or C-GET. */
public interface StoredInstance {
    String sopClassUid();

    String sopInstanceUid();

    /** What it can be given in, best first: the one it is stored in, and those it can be turned into without loss. */
    List<String> transferSyntaxUids();

    /** The data set, without file meta information, in one of the transfer syntaxes named; closed after sending. */
    InputStream open(String transferSyntaxUid) throws IOException;

    /**
     * A Part 10 file, as it is.
     *
     * @throws DicomNetException if it is none
     */
    static StoredInstance file(Path path) throws IOException {
        FileHead head = FileHead.read(path);
        return new StoredInstance() {
            @Override
            public String sopClassUid() {
                return head.sopClassUid();
            }

            @Override
            public String sopInstanceUid() {
                return head.sopInstanceUid();
            }

            @Override
            public List<String> transferSyntaxUids() {
                return List.of(head.transferSyntaxUid());
            }

            @Override
            public InputStream open(String transferSyntaxUid) throws IOException {
                InputStream in = Files.newInputStream(path);
                in.skipNBytes(head.dataOffset());
                return in;
            }
        };
    }
}
