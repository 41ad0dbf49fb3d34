package org.yilian.sample.hl7;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SourceSystem;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.History;
import org.yilian.sample.history.LabOrder;
import org.yilian.sample.history.LabRelease;
import org.yilian.sample.history.Visit;
import org.yilian.sample.history.VisitKind;

/**
 * All messages of a history in the order of time. MSH-7 is when the hospital sent the message; control ids are unique per
 * hospital and never used again on another day. A few messages are sent twice.
 */
public final class MessageScript {
    private static final double UPDATE_SHARE = 0.08;
    private static final double REPEAT_SHARE = 0.03;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final RegionPlan plan;
    private final Dice dice;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<String> merged = new HashSet<>();
    private final Map<Registration, Instant> pendingMerges = new LinkedHashMap<>();

    /** @param order position in the story of one patient, which breaks ties of time */
    private record Draft(
            Instant at,
            int order,
            SourceSystem system,
            String trigger,
            Registration registration,
            List<SegmentText> body,
            boolean repeat) {}

    private MessageScript(RegionPlan plan) {
        this.plan = plan;
        this.dice = new Dice(plan.seed()).fork("messages");
    }

    public static List<HospitalMessage> of(RegionPlan plan, History history) {
        MessageScript script = new MessageScript(plan);
        history.visits().forEach(script::play);
        return script.write();
    }

    private void play(Visit visit) {
        Registration registration = visit.registration();
        mergeBefore(visit);
        String arrival = visit.kind() == VisitKind.INPATIENT ? "A01" : "A04";
        add(
                visit.start(),
                SourceSystem.HIS,
                "ADT^" + arrival,
                registration,
                AdtWriter.visit(arrival, visit, visit.start()));
        Dice own = dice.fork(visit.number());
        if (own.chance(UPDATE_SHARE)) {
            Instant at = visit.start().plus(Duration.ofMinutes(own.between(3, 15)));
            add(at, SourceSystem.HIS, "ADT^A08", registration, AdtWriter.visit("A08", visit, at));
        }
        for (LabOrder order : visit.labs()) {
            for (LabRelease release : order.releases()) {
                List<SegmentText> body = OruWriter.laboratory(visit, order, release);
                add(release.at(), SourceSystem.LIS, "ORU^R01", registration, body);
                if (own.chance(REPEAT_SHARE)) {
                    repeatLast(release.at().plus(Duration.ofMinutes(5)));
                }
            }
        }
        for (ExamOrder order : visit.exams()) {
            if (order.reported() != null) {
                List<SegmentText> body = OruWriter.examination(visit, order);
                add(order.reported(), SourceSystem.RIS, "ORU^R01", registration, body);
            }
        }
        if (visit.end() != null) {
            add(visit.end(), SourceSystem.HIS, "ADT^A03", registration, AdtWriter.visit("A03", visit, visit.end()));
        }
        mergeAfterLastVisit(visit);
    }

    /** The two numbers are found to be one when the person comes again, or else some weeks later. */
    private void mergeBefore(Visit visit) {
        Registration registration = visit.registration();
        if (registration.formerNumber() != null && !visit.patientNumber().equals(registration.formerNumber())) {
            merge(registration, visit.start().minus(Duration.ofMinutes(10)));
        }
    }

    private void mergeAfterLastVisit(Visit visit) {
        Registration registration = visit.registration();
        Instant later = visit.start().plus(Duration.ofDays(20));
        if (visit.patientNumber().equals(registration.formerNumber()) && later.isBefore(plan.asOf())) {
            pendingMerges.put(registration, later);
        }
    }

    private void merge(Registration registration, Instant at) {
        if (merged.add(registration.hospital() + registration.number())) {
            add(at, SourceSystem.HIS, "ADT^A40", registration, AdtWriter.merge(registration, at));
        }
    }

    private void add(
            Instant at, SourceSystem system, String trigger, Registration registration, List<SegmentText> body) {
        if (at.isBefore(plan.asOf())) {
            drafts.add(new Draft(at, drafts.size(), system, trigger, registration, body, false));
        }
    }

    private void repeatLast(Instant at) {
        Draft last = drafts.get(drafts.size() - 1);
        if (at.isBefore(plan.asOf())) {
            drafts.add(new Draft(
                    at, drafts.size(), last.system(), last.trigger(), last.registration(), last.body(), true));
        }
    }

    private List<HospitalMessage> write() {
        pendingMerges.forEach(this::merge);
        drafts.sort(Comparator.comparing(Draft::at).thenComparing(Draft::order));
        Map<Hospital, Integer> numbers = new EnumMap<>(Hospital.class);
        Map<List<SegmentText>, HospitalMessage> first = new IdentityHashMap<>();
        List<HospitalMessage> messages = new ArrayList<>();
        for (Draft draft : drafts) {
            HospitalMessage original = first.get(draft.body());
            int index = messages.size();
            HospitalMessage message;
            if (original == null) {
                Hospital hospital = draft.registration().hospital();
                message = encode(index, draft, controlId(hospital, numbers.merge(hospital, 1, Integer::sum)));
                first.put(draft.body(), message);
            } else {
                message = repeated(index, draft, original);
            }
            messages.add(message);
        }
        return List.copyOf(messages);
    }

    private static HospitalMessage repeated(int index, Draft draft, HospitalMessage original) {
        return new HospitalMessage(
                index,
                original.hospital(),
                original.system(),
                original.trigger(),
                original.controlId(),
                original.patientKey(),
                draft.at(),
                true,
                original.bytes(),
                original.charset());
    }

    private String controlId(Hospital hospital, int number) {
        return hospital.name() + DAY.format(plan.today()) + String.format(Locale.ROOT, "%06d", number);
    }

    private static HospitalMessage encode(int index, Draft draft, String controlId) {
        Registration registration = draft.registration();
        Hospital hospital = registration.hospital();
        SegmentText msh = new SegmentText("MSH")
                .encoded(2, "^~\\&")
                .set(3, draft.system().name())
                .set(4, hospital.name())
                .set(5, "HUB")
                .set(6, "YILIAN")
                .set(7, Times.write(hospital, draft.at()))
                .encoded(9, type(hospital, draft.trigger()))
                .set(10, controlId)
                .set(11, "P")
                .set(12, hospital.version())
                .set(18, hospital.declaredCharset(draft.system()));
        String text = msh
                + "\r"
                + draft.body().stream().map(segment -> segment + "\r").collect(Collectors.joining());
        return new HospitalMessage(
                index,
                hospital,
                draft.system(),
                draft.trigger(),
                controlId,
                registration.person().key(),
                draft.at(),
                false,
                text.getBytes(hospital.charset(draft.system())),
                hospital.charset(draft.system()));
    }

    /** Older systems leave the message structure out. */
    private static String type(Hospital hospital, String trigger) {
        if (hospital.version().equals("2.4")) {
            return trigger;
        }
        return trigger
                + switch (trigger) {
                    case "ADT^A04", "ADT^A08" -> "^ADT_A01";
                    case "ADT^A40" -> "^ADT_A39";
                    default -> "^" + trigger.replace('^', '_');
                };
    }
}
