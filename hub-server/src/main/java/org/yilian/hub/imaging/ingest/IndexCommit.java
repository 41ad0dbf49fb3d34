package org.yilian.hub.imaging.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.imaging.index.IndexWriter;

/**
 * Brings objects of many associations into the index in one transaction. Its statements go to the database while the files are
 * still being forced to the disk; it commits when all of them are durable, so that no row is ever ahead of its file. When one
 * of a group does not fit, none is stored: their senders' threads try each by itself.
 */
@Component
class IndexCommit implements DisposableBean {
    private static final int GROUP = 64;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4 * GROUP);
    private final IndexWriter index;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Thread thread;

    IndexCommit(IndexWriter index, DataSource dataSource, Clock clock) {
        this.index = index;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
        thread = new Thread(this::run, "image-index-commit");
        thread.setDaemon(true);
        thread.start();
    }

    private record Waiting(
            IndexWriter.Addition addition, CompletableFuture<?> file, CompletableFuture<Void> committed) {}

    /**
     * @param file completes when the object's file is durable, exceptionally if it will not be
     * @return completes when file and row are durable; exceptionally when the row surely is not
     */
    CompletableFuture<Void> add(IndexWriter.Addition addition, CompletableFuture<?> file) throws InterruptedException {
        CompletableFuture<Void> committed = new CompletableFuture<>();
        queue.put(new Waiting(addition, file, committed));
        return committed;
    }

    private void run() {
        List<Waiting> group = new ArrayList<>(GROUP);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP - 1);
                commit(group);
                group.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void commit(List<Waiting> group) {
        try {
            transaction.executeWithoutResult(status -> {
                index.add(group.stream().map(Waiting::addition).toList(), clock.instant());
                group.forEach(each -> each.file.join());
            });
            group.forEach(each -> each.committed.complete(null));
        } catch (RuntimeException e) {
            group.forEach(each -> each.committed.completeExceptionally(e));
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }
}
