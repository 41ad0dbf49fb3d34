package org.yilian.conformance.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.yilian.conformance.Databases;
import org.yilian.conformance.HubProcess;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;

/**
 * The hub beside Orthanc and DCMTK's {@code storescp +B}, in one run: the same CT studies sent to each by DCMTK's
 * {@code storescu}, then read back from those that have DICOMweb by {@code curl}. The hub checks, indexes and forces each
 * object to the disk before it answers, Orthanc indexes, storescp only writes files. Arguments: {@code h2} or {@code
 * postgres}, rounds (3), images of a study (300).
 */
public final class ImageBenchmark {
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx1g");
    private static final int MATRIX = 512;
    private static final int FOUR = 4;
    private static final int MANY = 1000;
    private static final int FRAMES = 150;
    /** A virtual machine compiles what it does often: the first few hundred requests say nothing of the next million. */
    private static final int WARM_READS = 15;

    private static final int WARM_STUDIES = 8;

    private final Path folder = Files.createTempDirectory("yilian-images");
    private final int rounds;
    private final int images;
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

    private ImageBenchmark(int rounds, int images) throws IOException {
        this.rounds = rounds;
        this.images = images;
    }

    public static void main(String[] args) throws Exception {
        boolean h2 = args.length > 0 && args[0].equals("h2");
        ImageBenchmark benchmark = new ImageBenchmark(
                args.length > 1 ? Integer.parseInt(args[1]) : 3, args.length > 2 ? Integer.parseInt(args[2]) : 300);
        try (Databases database = h2 ? Databases.h2() : Databases.postgres()) {
            benchmark.measure(database);
        } finally {
            benchmark.clear();
        }
        System.exit(0);
    }

    private void measure(Databases database) throws Exception {
        try (HubProcess hub = HubProcess.start(folder.resolve("hub"), database.settings(), JVM);
                ImagePeer orthanc = ImagePeer.orthanc(folder.resolve("orthanc"));
                ImagePeer storescp = ImagePeer.storescp(folder.resolve("storescp"), true)) {
            ImagePeer ours = ImagePeer.hub(hub);
            List<ImagePeer> all = List.of(ours, orthanc, storescp);
            List<ImagePeer> web = List.of(ours, orthanc);
            CtFiles warm = set("w", WARM_STUDIES * images, images, MATRIX);
            for (ImagePeer each : all) {
                store(each, warm, 2, true);
            }
            for (ImagePeer each : web) {
                for (int i = 0; i < WARM_READS; i++) {
                    read(each, warm, false);
                }
            }
            CtFiles last = warm;
            for (int round = 0; round < rounds; round++) {
                last = ingest(all, "a" + round, 1, true, "C-STORE, 1 association, objects/s");
                ingest(all, "b" + round, FOUR, true, "C-STORE, 4 associations, objects/s");
            }
            ingest(all, "d", 1, false, "C-STORE, 1 association, sender with default sockets, objects/s");
            send();
            for (int round = 0; round < rounds; round++) {
                for (ImagePeer each : web) {
                    read(each, last, true);
                }
            }
            many(web);
            summary(database.name());
        }
    }

    private CtFiles set(String prefix, int count, int studySize, int matrix) throws IOException {
        return CtFiles.write(folder.resolve("set-" + prefix), prefix, count, studySize, matrix);
    }

    private CtFiles ingest(List<ImagePeer> all, String prefix, int associations, boolean noDelay, String figure)
            throws Exception {
        CtFiles set = set(prefix, images, images, MATRIX);
        for (ImagePeer each : all) {
            put(figure, each, images / seconds(store(each, set, associations, noDelay)));
        }
        return set;
    }

    private Duration store(ImagePeer peer, CtFiles set, int associations, boolean noDelay) throws Exception {
        List<Process> senders = new ArrayList<>();
        long begin = System.nanoTime();
        for (List<Path> part : set.dealt(associations)) {
            List<String> command = new ArrayList<>(List.of(
                    "storescu", "-xe", "-aet", "H001PACS", "-aec", peer.aeTitle(), "127.0.0.1", "" + peer.port()));
            part.forEach(file -> command.add(file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                    folder.resolve("storescu.log").toFile()));
            if (noDelay) {
                builder.environment().put("TCP_NODELAY", "1");
            }
            senders.add(builder.start());
        }
        for (Process sender : senders) {
            if (sender.waitFor() != 0) {
                throw new IllegalStateException("storescu failed: " + peer.name());
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Our sender towards DCMTK's receiver as it is installed. */
    private void send() throws Exception {
        CtFiles set = set("s", images, images, MATRIX);
        try (ImagePeer storescp = ImagePeer.storescp(folder.resolve("stock"), false);
                DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", storescp.port())
                        .calling("YILIAN")
                        .called(storescp.aeTitle())
                        .propose(UID.CTImageStorage, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()))) {
            List<byte[]> bytes = new ArrayList<>();
            for (int n = 0; n < images; n++) {
                bytes.add(set.feed().bytes(n));
            }
            long begin = System.nanoTime();
            for (int n = 0; n < images; n++) {
                client.store(
                        UID.CTImageStorage,
                        set.feed().instance(n),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                        new ByteArrayInputStream(bytes.get(n)));
            }
            put("our C-STORE SCU to a stock storescp, objects/s", "HUB", images / ((System.nanoTime() - begin) / 1e9));
        }
    }

    private void read(ImagePeer peer, CtFiles set, boolean counts) throws Exception {
        String study = peer.web() + "/studies/" + set.feed().study(0);
        String series = study + "/series/" + set.feed().series(0);
        List<String> frames = new ArrayList<>();
        for (int n = 0; n < Math.min(FRAMES, images); n++) {
            frames.add(series + "/instances/" + set.feed().instance(n) + "/frames/1");
        }
        Curl curl = new Curl(folder, peer.authorization());
        double whole = seconds(curl.get("multipart/related; type=\"application/dicom\"; transfer-syntax=*", study));
        double metadata = seconds(curl.get("application/dicom+json", series + "/metadata"));
        double each = seconds(
                curl.get("multipart/related; type=\"application/octet-stream\"", frames.toArray(String[]::new)));
        if (counts) {
            put("WADO-RS whole study, MB/s", peer, size(set) / 1e6 / whole);
            put("metadata of " + images + " instances, ms", peer, 1000 * metadata);
            put(frames.size() + " frames, one connection, ms", peer, 1000 * each);
        }
    }

    /** A long series and a long list of studies, of small images. */
    private void many(List<ImagePeer> web) throws Exception {
        CtFiles series = set("m", MANY, MANY, 16);
        CtFiles studies = set("l", MANY, 1, 16);
        for (ImagePeer each : web) {
            store(each, series, 1, true);
            store(each, studies, 1, true);
        }
        for (int round = 0; round < rounds; round++) {
            for (ImagePeer each : web) {
                Curl curl = new Curl(folder, each.authorization());
                put(
                        "metadata of 1,000 instances, ms",
                        each,
                        1000
                                * seconds(curl.get(
                                        "application/dicom+json",
                                        each.web() + "/studies/" + series.feed().study(0) + "/series/"
                                                + series.feed().series(0) + "/metadata")));
                put(
                        "QIDO-RS, list of 1,000 studies, ms",
                        each,
                        1000 * seconds(curl.get("application/dicom+json", each.web() + "/studies?limit=1000")));
            }
        }
    }

    private static double size(CtFiles set) throws IOException {
        long size = 0;
        for (Path each : set.files()) {
            size += Files.size(each);
        }
        return size;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void put(String figure, ImagePeer peer, double value) {
        put(figure, peer.name(), value);
    }

    private void put(String figure, String peer, double value) {
        figures.computeIfAbsent(figure, name -> new LinkedHashMap<>())
                .computeIfAbsent(peer, name -> new ArrayList<>())
                .add(value);
        System.out.printf(Locale.ROOT, "%-12s %-64s %10.1f%n", peer, figure, value);
    }

    private void summary(String database) {
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, load %.1f, %s; studies of %d images, medians of %d rounds%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                database,
                images,
                rounds);
        figures.forEach((figure, peers) -> {
            System.out.printf(Locale.ROOT, "%-64s", figure);
            peers.forEach((peer, values) -> System.out.printf(Locale.ROOT, "  %s %.1f", peer, median(values)));
            System.out.println();
        });
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
