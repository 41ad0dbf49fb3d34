package org.yilian.hub.imaging.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Files into a bucket: at once, or in parts where one request would be too long. */
final class S3Upload {
    private static final long PART = 256L << 20;

    private final S3Client s3;
    private final String bucket;

    S3Upload(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Visible at once and whole when this returns, else not at all. */
    void put(String key, Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size <= PART) {
                s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file));
            } else {
                parts(key, file, size);
            }
        } catch (SdkException e) {
            throw new IOException("The bucket does not take the object", e);
        }
    }

    private void parts(String key, Path file, long size) throws IOException {
        String id = s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> done = new ArrayList<>();
            for (long from = 0; from < size; from += PART) {
                long offset = from;
                long length = Math.min(PART, size - from);
                int number = done.size() + 1;
                String tag = s3.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number)
                                        .contentLength(length),
                                RequestBody.fromContentProvider(
                                        () -> piece(file, offset, length), length, "application/dicom"))
                        .eTag();
                done.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(id).multipartUpload(parts -> parts.parts(done)));
        } catch (SdkException e) {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
            throw e;
        }
    }

    /** Gives up uploads in parts that began before this moment: whoever sent them is gone. */
    int sweep(Instant olderThan) throws IOException {
        int given = 0;
        try {
            for (MultipartUpload each : s3.listMultipartUploadsPaginator(request -> request.bucket(bucket))
                    .uploads()) {
                if (each.initiated().isBefore(olderThan)) {
                    s3.abortMultipartUpload(
                            request -> request.bucket(bucket).key(each.key()).uploadId(each.uploadId()));
                    given++;
                }
            }
        } catch (SdkException e) {
            throw new IOException("The bucket cannot be swept", e);
        }
        return given;
    }

    /** Opened anew for each try. */
    private static InputStream piece(Path file, long offset, long length) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(offset);
            return new FilterInputStream(in) {
                private long left = length;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int at, int count) throws IOException {
                    int n = left == 0 ? -1 : super.read(bytes, at, (int) Math.min(left, count));
                    left -= Math.max(0, n);
                    return n;
                }

                @Override
                public boolean markSupported() {
                    return false;
                }
            };
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
