package org.yilian.sample.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yilian.sample.Hospital;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;
import org.yilian.sample.hl7.HospitalMessage;
import org.yilian.sample.image.StudyMaker;

/**
 * Plays a region against a hub. Each hospital's messages go over a few connections of its own, its images over
 * associations of its own, all hospitals at the same time; after the messages come the FHIR writes.
 *
 * <p>Order: messages of one patient at one hospital are sent one after the other, each after the answer to the one before.
 * Nothing is promised about the order between patients, hospitals, and between messages and images.
 */
public final class RegionSimulator {
    private final SampleRegion region;
    private final HubAddress hub;
    private final PlaySettings settings;
    private final ProgressListener listener;

    public RegionSimulator(SampleRegion region, HubAddress hub, PlaySettings settings, ProgressListener listener) {
        this.region = region;
        this.hub = hub;
        this.settings = settings;
        this.listener = listener;
    }

    /** Plays everything; returns when the last answer is there, whether or not the hub took all of it. */
    public Ledger play() throws InterruptedException {
        long start = System.nanoTime();
        List<MessageSender> messageSenders = messageSenders();
        List<ImageSender> imageSenders = imageSenders();
        ExecutorService threads = Executors.newFixedThreadPool(messageSenders.size() + imageSenders.size() + 1);
        try {
            List<Future<List<SentInstance>>> images = submit(threads, imageSenders);
            List<SentMessage> messages = new ArrayList<>(collect(submit(threads, messageSenders)));
            List<SentWrite> writes = settings.fhir() ? collect(submit(threads, fhirSenders())) : List.of();
            List<SentInstance> instances = collect(images);
            messages.sort(Comparator.comparingInt(sent -> sent.message().index()));
            return new Ledger(
                    region.plan(),
                    List.copyOf(messages),
                    instances,
                    writes,
                    ExpectedResults.of(messages),
                    Duration.ofNanos(System.nanoTime() - start));
        } finally {
            threads.shutdownNow();
        }
    }

    private List<MessageSender> messageSenders() {
        List<HospitalMessage> messages =
                region.messages().stream().limit(settings.maxMessages()).toList();
        Tally tally = new Tally(listener, ProgressListener.Part.MESSAGES, messages.size());
        Pace pace = new Pace(settings.messagesPerSecond());
        List<MessageSender> senders = new ArrayList<>();
        for (Hospital hospital : Hospital.values()) {
            for (int i = 0; i < settings.connections(); i++) {
                int connection = i;
                List<HospitalMessage> own = messages.stream()
                        .filter(message -> message.hospital() == hospital)
                        .filter(message -> connection(message) == connection)
                        .toList();
                senders.add(new MessageSender(hub, settings, own, pace, tally));
            }
        }
        return senders;
    }

    private int connection(HospitalMessage message) {
        return Math.floorMod(message.patientKey().hashCode(), settings.connections());
    }

    private List<ImageSender> imageSenders() {
        List<ImageSender.Booked> booked = new ArrayList<>();
        for (Visit visit : region.history().visits()) {
            for (ExamOrder exam : visit.exams()) {
                booked.add(new ImageSender.Booked(visit, exam));
            }
        }
        booked.sort(Comparator.comparingInt(study -> study.exam().index()));
        List<ImageSender.Booked> chosen =
                booked.stream().limit(settings.maxStudies()).toList();
        StudyMaker maker = new StudyMaker(region.plan());
        int total = chosen.stream()
                .mapToInt(study -> maker.count(study.visit(), study.exam()))
                .sum();
        Tally tally = new Tally(listener, ProgressListener.Part.IMAGES, total);
        List<ImageSender> senders = new ArrayList<>();
        for (Hospital hospital : Hospital.values()) {
            List<ImageSender.Booked> own = chosen.stream()
                    .filter(study -> study.hospital() == hospital)
                    .toList();
            senders.add(new ImageSender(hub, settings, maker, own, tally));
        }
        return senders;
    }

    private List<FhirSender> fhirSenders() {
        List<FhirNote> notes = FhirNote.of(region);
        Tally tally = new Tally(listener, ProgressListener.Part.FHIR, notes.size());
        List<FhirSender> senders = new ArrayList<>();
        for (Hospital hospital : Hospital.values()) {
            List<FhirNote> own =
                    notes.stream().filter(note -> note.hospital() == hospital).toList();
            if (!own.isEmpty()) {
                senders.add(new FhirSender(hub, settings, hospital, own, tally));
            }
        }
        return senders;
    }

    private static <T> List<Future<T>> submit(ExecutorService threads, List<? extends Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>();
        tasks.forEach(task -> futures.add(threads.submit(task)));
        return futures;
    }

    private static <T> List<T> collect(List<Future<List<T>>> futures) throws InterruptedException {
        List<T> all = new ArrayList<>();
        for (Future<List<T>> future : futures) {
            try {
                all.addAll(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("A sender of the simulator failed", e.getCause());
            }
        }
        return List.copyOf(all);
    }
}
