package org.yilian.conformance.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.PartTen;
import org.yilian.sample.Hospital;
import org.yilian.sample.simulator.SentInstance;

/** Every image that was sent comes back as it was sent, can be looked at, and is announced as an ImagingStudy. */
final class ImageStep implements Step {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final String ANY_SYNTAX = "application/dicom; transfer-syntax=*";

    private final boolean pages;

    ImageStep(boolean pages) {
        this.pages = pages;
    }

    @Override
    public List<Finding> check(Played played) throws InterruptedException {
        List<SentInstance> sent = played.ledger().instances();
        long same = 0;
        long bytes = 0;
        Map<String, SentInstance> studies = new TreeMap<>();
        Map<Hospital, HubHttp> readers = new TreeMap<>();
        long start = System.nanoTime();
        for (SentInstance instance : sent) {
            studies.putIfAbsent(instance.studyInstanceUid(), instance);
            HubHttp reader = readers.computeIfAbsent(instance.hospital(), played::somebodyElse);
            HubHttp.Answer answer = reader.get(path(instance), ANY_SYNTAX);
            bytes += answer.bytes().length;
            same += answer.status() == 200
                            && PartTen.dataSetHash(answer.bytes()).equals(instance.sha256())
                    ? 1
                    : 0;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<SentInstance> seen = studies.values().stream()
                .filter(instance -> !instance.modality().equals("ECG"))
                .toList();
        long rendered = seen.stream()
                .filter(instance ->
                        isPicture(readers.get(instance.hospital()).get(path(instance) + "/rendered", "image/jpeg")))
                .count();
        long opened = seen.stream().filter(instance -> opens(played, instance)).count();
        long announced = studies.values().stream()
                .filter(instance -> eventually(() -> isAnnounced(readers.get(instance.hospital()), instance, sent)))
                .count();
        return List.of(
                Finding.all(
                        "every image was stored by C-STORE",
                        sent.stream().filter(SentInstance::accepted).count(),
                        sent.size()),
                Finding.of(
                        "every image comes back bit for bit by WADO-RS",
                        same == sent.size() && same > 0,
                        "%d of %d, %.0f MB in %.1f s".formatted(same, sent.size(), bytes / 1e6, seconds)),
                Finding.all("every study is an ImagingStudy with all its images", announced, studies.size()),
                Finding.all("a rendered frame of every study with pixels", rendered, seen.size()),
                pages
                        ? Finding.all("the viewer opens every study with pixels", opened, seen.size())
                        : Finding.of("the viewer opens (pages were left out of this build)", true, "not asked"));
    }

    private static String path(SentInstance instance) {
        return "/dicomweb/studies/" + instance.studyInstanceUid() + "/series/" + instance.seriesInstanceUid()
                + "/instances/" + instance.sopInstanceUid();
    }

    private static boolean isPicture(HubHttp.Answer answer) {
        return answer.status() == 200
                && answer.bytes().length > 500
                && (answer.bytes()[0] & 0xFF) == 0xFF
                && (answer.bytes()[1] & 0xFF) == 0xD8;
    }

    /** The page and every script and style it names. */
    private static boolean opens(Played played, SentInstance instance) {
        HubHttp nobody = played.nobody();
        HubHttp.Answer page = nobody.get("/viewer/?study=" + instance.studyInstanceUid(), "text/html");
        if (page.status() != 200 || !page.type().startsWith("text/html")) {
            return false;
        }
        var assets = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"#]+\\.(?:js|css))\"")
                .matcher(page.text());
        int found = 0;
        while (assets.find()) {
            String path = assets.group(1);
            String absolute = path.startsWith("/") ? path : "/viewer/" + path.replaceFirst("^\\./", "");
            if (nobody.get(absolute.replace("/viewer/../", "/"), "*/*").status() != 200) {
                return false;
            }
            found++;
        }
        return found > 0;
    }

    private static boolean isAnnounced(HubHttp reader, SentInstance study, List<SentInstance> sent) {
        long wanted = sent.stream()
                .filter(each -> each.studyInstanceUid().equals(study.studyInstanceUid()))
                .count();
        var found = reader.fhir("/fhir/ImagingStudy?identifier="
                + HubHttp.encoded("urn:dicom:uid|urn:oid:" + study.studyInstanceUid()));
        return found.path("entry").size() == 1
                && found.path("entry")
                                .path(0)
                                .path("resource")
                                .path("numberOfInstances")
                                .asLong()
                        == wanted;
    }

    /** Studies are announced a little after their last image. */
    private static boolean eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
