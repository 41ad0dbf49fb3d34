package org.yilian.sample.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;

/**
 * The books of one play: everything that was sent and how it was answered, and what therefore has to be in the record.
 *
 * @param messages in the order of {@link org.yilian.sample.hl7.HospitalMessage#index}
 * @param results of accepted messages only, each as told last
 */
public record Ledger(
        RegionPlan plan,
        List<SentMessage> messages,
        List<SentInstance> instances,
        List<SentWrite> writes,
        List<ExpectedResult> results,
        Duration took) {

    /** A hospital and a calendar month in the region's zone. */
    public record HospitalMonth(Hospital hospital, YearMonth month) implements Comparable<HospitalMonth> {
        @Override
        public int compareTo(HospitalMonth other) {
            int byHospital = hospital.compareTo(other.hospital);
            return byHospital != 0 ? byHospital : month.compareTo(other.month);
        }
    }

    /** Whether the hub took everything, and gave repeated messages the answer it gave first. */
    public boolean complete() {
        return messages.stream().allMatch(SentMessage::accepted)
                && instances.stream().allMatch(SentInstance::accepted)
                && writes.stream().allMatch(SentWrite::accepted)
                && repeatsAnsweredOtherwise().isEmpty();
    }

    /** Repeated messages whose acknowledgment was not the first one again, byte for byte. */
    public List<SentMessage> repeatsAnsweredOtherwise() {
        Map<String, String> first = messages.stream()
                .filter(sent -> !sent.message().repeat())
                .collect(Collectors.toMap(Ledger::key, SentMessage::answerHash, (a, b) -> a));
        return messages.stream()
                .filter(sent -> sent.message().repeat() && sent.accepted())
                .filter(sent -> !sent.answerHash().equals(first.get(key(sent))))
                .toList();
    }

    private static String key(SentMessage sent) {
        return sent.message().hospital() + "|" + sent.message().controlId();
    }

    /** Messages taken, repeats included, by hospital and month of MSH-7. */
    public Map<HospitalMonth, Long> messagesByMonth() {
        return count(
                messages.stream().filter(SentMessage::accepted).toList(),
                sent -> month(sent.message().hospital(), sent.message().at()));
    }

    /** Laboratory results by hospital and month of sampling; texts of examination reports are not among them. */
    public Map<HospitalMonth, Long> resultsByMonth() {
        return count(
                results.stream().filter(result -> !result.text()).toList(),
                result -> month(result.hospital(), result.sampled()));
    }

    /** Studies of which at least one instance was taken, by hospital and month of the examination. */
    public Map<HospitalMonth, Long> studiesByMonth() {
        Map<String, SentInstance> studies = instances.stream()
                .filter(SentInstance::accepted)
                .collect(Collectors.toMap(SentInstance::studyInstanceUid, instance -> instance, (a, b) -> a));
        return count(List.copyOf(studies.values()), instance -> month(instance.hospital(), instance.studyAt()));
    }

    /** Instances taken, by hospital and month of the examination. */
    public Map<HospitalMonth, Long> instancesByMonth() {
        return count(
                instances.stream().filter(SentInstance::accepted).toList(),
                instance -> month(instance.hospital(), instance.studyAt()));
    }

    private static <T> Map<HospitalMonth, Long> count(List<T> list, Function<T, HospitalMonth> by) {
        return list.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private static HospitalMonth month(Hospital hospital, Instant at) {
        return new HospitalMonth(hospital, YearMonth.from(at.atZone(RegionPlan.ZONE)));
    }

    /** A few lines for people to read: per hospital what was sent and what was taken. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        for (Hospital hospital : Hospital.values()) {
            List<SentMessage> sent = messages.stream()
                    .filter(m -> m.message().hospital() == hospital)
                    .toList();
            List<SentInstance> images =
                    instances.stream().filter(i -> i.hospital() == hospital).toList();
            List<SentWrite> written =
                    writes.stream().filter(w -> w.hospital() == hospital).toList();
            text.append(String.format(
                    Locale.ROOT,
                    "%s  messages %d of %d taken  images %d of %d  FHIR writes %d of %d  results %d%n",
                    hospital,
                    sent.stream().filter(SentMessage::accepted).count(),
                    sent.size(),
                    images.stream().filter(SentInstance::accepted).count(),
                    images.size(),
                    written.stream().filter(SentWrite::accepted).count(),
                    written.size(),
                    results.stream()
                            .filter(r -> r.hospital() == hospital && !r.text())
                            .count()));
        }
        return text.toString();
    }

    /** Writes messages.csv, instances.csv, writes.csv and results.csv into a folder. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("messages.csv"),
                lines(
                        "facility,controlId,trigger,repeat,answer,attempts,millis",
                        messages,
                        m -> List.of(
                                m.message().hospital(),
                                m.message().controlId(),
                                m.message().trigger(),
                                m.message().repeat(),
                                m.answer(),
                                m.attempts(),
                                m.millis())));
        Files.write(
                folder.resolve("instances.csv"),
                lines(
                        "facility,patient,accession,modality,item,study,instance,syntax,length,sha256,status",
                        instances,
                        i -> List.of(
                                i.hospital(),
                                i.patientNumber(),
                                i.accession(),
                                i.modality(),
                                i.item(),
                                i.studyInstanceUid(),
                                i.sopInstanceUid(),
                                i.transferSyntaxUid(),
                                i.length(),
                                i.sha256(),
                                i.status())));
        Files.write(
                folder.resolve("writes.csv"),
                lines(
                        "facility,type,system,value,status",
                        writes,
                        w -> List.of(w.hospital(), w.resourceType(), w.system(), w.value(), w.status())));
        Files.write(
                folder.resolve("results.csv"),
                lines(
                        "facility,patient,filler,code,item,value,unit,status,sampled",
                        results,
                        r -> List.of(
                                r.hospital(),
                                r.patientNumber(),
                                r.filler(),
                                r.code(),
                                r.item(),
                                r.value().replace(',', '，'),
                                r.unit(),
                                r.status(),
                                r.sampled())));
    }

    private static <T> List<String> lines(String head, List<T> rows, Function<T, List<Object>> cells) {
        List<String> lines = new ArrayList<>(List.of(head));
        rows.forEach(
                row -> lines.add(cells.apply(row).stream().map(String::valueOf).collect(Collectors.joining(","))));
        return lines;
    }
}
