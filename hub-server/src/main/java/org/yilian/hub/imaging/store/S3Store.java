package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.RestoreRequest;

/**
 * Objects in a bucket of an S3-compatible store, under the same keys as in a folder. A folder beside it has those that came or
 * were read lately.
 *
 * <ul>
 *   <li>Hot: in folder and bucket. An object is told to be stored once both have it.
 *   <li>Warm: in the bucket only, once it has lain in the folder unread for a while; opening it brings it back.
 *   <li>Cold: moved by the bucket's own rules to a class that answers only after hours. Opening it asks for it and says {@link
 *       ObjectAway}.
 * </ul>
 */
public final class S3Store implements ImageStore {
    private static final int RESTORED_DAYS = 7;
    private static final long LARGEST_COPY = 5L << 30;

    private final S3Client s3;
    private final String bucket;
    private final FolderStore folder;
    private final Duration hot;
    private final Clock clock;
    private final S3Upload upload;

    /**
     * @param hot how long an object stays in the folder after it came or was brought back
     */
    public S3Store(S3Client s3, String bucket, FolderStore folder, Duration hot, Clock clock) {
        this.s3 = s3;
        this.bucket = bucket;
        this.folder = folder;
        this.hot = hot;
        this.clock = clock;
        this.upload = new S3Upload(s3, bucket);
    }

    @Override
    public IncomingObject receive() throws IOException {
        return new S3Incoming(folder.receive());
    }

    @Override
    public FileChannel open(String key) throws IOException {
        try {
            return folder.open(key);
        } catch (NoSuchFileException e) {
            bringBack(key);
            return folder.open(key);
        }
    }

    private void bringBack(String key) throws IOException {
        try (InputStream in = s3.getObject(request -> request.bucket(bucket).key(key))) {
            folder.bringBack(key, in);
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException("not in the bucket");
        } catch (InvalidObjectStateException e) {
            askFor(key);
            throw new ObjectAway();
        } catch (SdkException e) {
            throw new IOException("The bucket cannot be read", e);
        }
    }

    /** Again and again is harmless: the store answers that it is on its way. */
    private void askFor(String key) {
        try {
            s3.restoreObject(request -> request.bucket(bucket)
                    .key(key)
                    .restoreRequest(RestoreRequest.builder().days(RESTORED_DAYS).build()));
        } catch (SdkException e) {
            // On its way already.
        }
    }

    @Override
    public boolean exists(String key) {
        return folder.exists(key) || head(key) != null;
    }

    private HeadObjectResponse head(String key) {
        try {
            return s3.headObject(request -> request.bucket(bucket).key(key));
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    @Override
    public boolean delete(String key, Instant unlessNewerThan) throws IOException {
        try {
            HeadObjectResponse head = head(key);
            if (head == null || !head.lastModified().isBefore(unlessNewerThan)) {
                return false;
            }
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new IOException("The bucket cannot be changed", e);
        }
        // A copy that was brought back lately goes with it.
        folder.delete(key, Instant.MAX);
        return true;
    }

    /** Also makes room: objects that have been in the folder long enough stay in the bucket only. */
    @Override
    public int sweep(Instant olderThan) throws IOException {
        folder.cool(clock.instant().minus(hot));
        return folder.sweep(olderThan) + upload.sweep(olderThan);
    }

    @Override
    public void list(Consumer<ListedObject> each) throws IOException {
        try {
            for (String top : List.of("studies/", "quarantine/")) {
                s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(top)).contents().stream()
                        .map(found -> new ListedObject(found.key(), found.size(), found.lastModified()))
                        .forEach(each);
            }
        } catch (SdkException e) {
            throw new IOException("The bucket cannot be listed", e);
        }
    }

    /** An object of more than 5 GB stays where it is: S3 copies no larger one. */
    @Override
    public boolean setAside(String key, Instant unlessNewerThan) throws IOException {
        try {
            HeadObjectResponse head = head(key);
            if (head == null || !head.lastModified().isBefore(unlessNewerThan) || head.contentLength() > LARGEST_COPY) {
                return false;
            }
            s3.copyObject(request -> request.sourceBucket(bucket)
                    .sourceKey(key)
                    .destinationBucket(bucket)
                    .destinationKey(ImageStore.aside(key)));
            return delete(key, unlessNewerThan);
        } catch (SdkException e) {
            throw new IOException("The bucket cannot be changed", e);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        return folder.freeBytes();
    }

    /** Arrives in the folder, then goes to the bucket; durable when both have it. */
    private final class S3Incoming implements IncomingObject {
        private final IncomingObject local;

        S3Incoming(IncomingObject local) {
            this.local = local;
        }

        @Override
        public void header(byte[] header) throws IOException {
            local.header(header);
        }

        @Override
        public OutputStream dataSet() {
            return local.dataSet();
        }

        @Override
        public String finish() throws IOException {
            return local.finish();
        }

        @Override
        public long size() {
            return local.size();
        }

        @Override
        public StoredObject destined(String studyUid, String sopInstanceUid) throws IOException {
            return local.destined(studyUid, sopInstanceUid);
        }

        @Override
        public StoredObject publish(String studyUid, String sopInstanceUid) throws IOException {
            return sent(local.publish(studyUid, sopInstanceUid));
        }

        @Override
        public StoredObject quarantine(String sopInstanceUid) throws IOException {
            return sent(local.quarantine(sopInstanceUid));
        }

        private StoredObject sent(StoredObject object) throws IOException {
            upload.put(object.key(), folder.path(object.key()));
            return object;
        }

        @Override
        public void close() throws IOException {
            local.close();
        }
    }
}
