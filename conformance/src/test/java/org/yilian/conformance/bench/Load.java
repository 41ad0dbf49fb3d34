package org.yilian.conformance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Work shared out to threads, each with a connection of its own, and how long it took. */
final class Load {
    private Load() {}

    /** One thread's connection. */
    interface Sender extends AutoCloseable {
        void send(int n) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    @FunctionalInterface
    interface SenderMaker {
        Sender make() throws Exception;
    }

    /** Sends from (included) to (excluded); each thread takes the next number when it has its answer. */
    static Duration run(int threads, int from, int to, SenderMaker maker) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            senders.add(maker.make());
        }
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (Sender sender : senders) {
            running.add(executor.submit(() -> {
                for (int n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
                    sender.send(n);
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        executor.shutdown();
        for (Sender sender : senders) {
            sender.close();
        }
        return took;
    }

    /** CPU time a process has used so far. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Megabytes of heap in use after a full collection. */
    static double heapAtRest(long pid) throws Exception {
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        // Every collector names its generations differently; metaspace has no total.
        var used = java.util.regex.Pattern.compile("total \\d+K, used (\\d+)K").matcher(info);
        double kilobytes = 0;
        while (used.find()) {
            kilobytes += Double.parseDouble(used.group(1));
        }
        return kilobytes / 1024;
    }

    private static String jcmd(long pid, String command) throws Exception {
        Process process = new ProcessBuilder(
                        java.nio.file.Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                .toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
