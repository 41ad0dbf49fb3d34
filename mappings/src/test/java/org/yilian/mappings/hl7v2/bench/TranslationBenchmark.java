package org.yilian.mappings.hl7v2.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Microseconds per message, on one thread, of ours and of peers: all contenders take turns in every round, so that a busy
 * machine is busy for each of them; medians are printed, by the clock and by the thread's CPU time, and ratios at the end.
 *
 * <p>Arguments: seconds to warm each up, seconds per turn, rounds, class path file of the converter, class path file of
 * PipeParser (see {@code mappings/src/bench/peers.xml}); without the files ours alone is measured.
 */
public final class TranslationBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** One contender with what was measured of it on one message. */
    private record Series(String name, Contender contender, List<Double> wall, List<Double> cpu) {
        Series(String name, Contender contender) {
            this(name, contender, new ArrayList<>(), new ArrayList<>());
        }
    }

    private TranslationBenchmark() {}

    public static void main(String[] args) throws Exception {
        double warm = args.length > 0 ? Double.parseDouble(args[0]) : 10;
        double turn = args.length > 1 ? Double.parseDouble(args[1]) : 3;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 7;
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("hub", Contender.ours());
        if (args.length > 4) {
            contenders.put("hl7v2-fhir-converter 1.0.19", Contender.linuxForHealth(Path.of(args[3])));
            contenders.put("PipeParser 2.6.0 (parse only)", Contender.pipeParser(Path.of(args[4])));
        }
        for (Map.Entry<String, String> message : BenchMessages.all().entrySet()) {
            measure(message.getKey(), message.getValue(), contenders, warm, turn, rounds);
        }
    }

    private static void measure(
            String name, String text, Map<String, Contender> contenders, double warm, double turn, int rounds)
            throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.printf("%n%s, %d bytes%n", name, bytes.length);
        List<Series> all = new ArrayList<>();
        for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
            Series series = new Series(entry.getKey(), entry.getValue());
            all.add(series);
            int size = Contender.size(series.contender().work(text, bytes));
            System.out.printf("  %s: %d resources%n", series.name(), size);
            turn(series, text, bytes, warm);
            series.wall().clear();
            series.cpu().clear();
        }
        for (int round = 0; round < rounds; round++) {
            for (Series series : all) {
                turn(series, text, bytes, turn);
            }
        }
        print(all);
    }

    private static void turn(Series series, String text, byte[] bytes, double seconds) throws Exception {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        int done = 0;
        long seen = 0;
        do {
            seen += series.contender().work(text, bytes).hashCode();
            done++;
        } while (System.nanoTime() < until);
        series.cpu().add((THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / done);
        series.wall().add((System.nanoTime() - start) / 1e3 / done);
        if (seen == 42) {
            System.out.print(""); // keeps the work from being optimised away
        }
    }

    private static void print(List<Series> all) {
        double ours = median(all.get(0).cpu());
        for (Series series : all) {
            double cpu = median(series.cpu());
            System.out.printf(
                    "  %-32s %10.1f us CPU %10.1f us wall %8.0f msg/s per core %8.1f x%n",
                    series.name(), cpu, median(series.wall()), 1e6 / cpu, cpu / ours);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(d -> d).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
