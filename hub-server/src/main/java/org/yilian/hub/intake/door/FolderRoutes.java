package org.yilian.hub.intake.door;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Folder;
import org.yilian.hub.facility.Region;

/**
 * Watches the folders of region.yaml, on disk and on SFTP servers, for hospitals that only drop files.
 *
 * <p>A file is read when it has stopped growing, oldest first. When all its messages are durable, its acknowledgments are
 * written beside the place it goes to ({@code done/name.ack}) and it is moved: to {@code done/}, or to {@code failed/} if
 * one of them was refused. A crash anywhere between means that it is read again: its messages are known then, and answered
 * as before (invariant 2). If the store is away, the file stays where it is and is tried again.
 */
@Component
class FolderRoutes extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRoutes.class);
    private static final String QUIET = "folderFailures";

    private final Region region;
    private final FolderFiles files;
    private final FolderUris uris;

    FolderRoutes(Region region, FolderFiles files, FolderUris uris) {
        this.region = region;
        this.files = files;
        this.uris = uris;
    }

    @Override
    public void configure() {
        if (region.folders().isEmpty()) {
            return;
        }
        getContext().getRegistry().bind(QUIET, new CodesOnly());
        // What fails is tried at the next look; an error handler of Camel's would log names of files.
        errorHandler(noErrorHandler());
        for (int i = 0; i < region.folders().size(); i++) {
            watch("folder-" + i, region.folders().get(i));
        }
    }

    private void watch(String id, Folder folder) {
        from(uris.consumer(folder, QUIET))
                .routeId(id)
                .process(exchange -> files.take(exchange, folder))
                .choice()
                .when(exchangeProperty(FolderFiles.ANSWERED).isEqualTo(true))
                .to(uris.producer(folder))
                .end()
                .process(FolderFiles::restoreName);
        LOG.info("folder watched: facility={} sftp={}", folder.facility(), folder.sftp() != null);
    }

    /** Failures by their class: messages of exceptions name files, and names of files may name patients. */
    private static final class CodesOnly implements ExceptionHandler {
        @Override
        public void handleException(Throwable failure) {
            LOG.warn("HUB-0142 a watched folder cannot be read now: cause={}", root(failure));
        }

        @Override
        public void handleException(String message, Throwable failure) {
            handleException(failure);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable failure) {
            handleException(failure);
        }

        private static String root(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root instanceof FolderFiles.NotNow
                    ? "store away"
                    : root.getClass().getSimpleName();
        }
    }
}
