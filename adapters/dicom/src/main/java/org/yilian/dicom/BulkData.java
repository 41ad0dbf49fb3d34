package org.yilian.dicom;

/**
 * A value that is not held in memory: left in its stream, or kept elsewhere.
 *
 * @param offset where the value begins, in bytes from the start of the stream, -1 when it is not in one
 * @param length in bytes, -1 when unknown
 * @param uri where it can be fetched (DICOM JSON {@code BulkDataURI}), or null
 */
public record BulkData(long offset, long length, String uri) {

    public static BulkData at(long offset, long length) {
        return new BulkData(offset, length, null);
    }

    public static BulkData at(String uri) {
        return new BulkData(-1, -1, uri);
    }
}
