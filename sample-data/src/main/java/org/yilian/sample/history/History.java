package org.yilian.sample.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.cast.Cast;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.lab.Exam;
import org.yilian.sample.lab.LabCatalogue;
import org.yilian.sample.lab.Physiology;

/** Everything that happened in the region before {@link RegionPlan#asOf}: visits in the order in which they began. */
public record History(List<Visit> visits) {
    public static History of(RegionPlan plan, Cast cast) {
        return new Maker(plan, cast).make();
    }

    public List<Visit> visitsOf(String personKey) {
        return visits.stream()
                .filter(visit -> visit.registration().person().key().equals(personKey))
                .toList();
    }

    /** All imaging studies, in their order. */
    public List<ExamOrder> exams() {
        return visits.stream()
                .flatMap(visit -> visit.exams().stream())
                .sorted(Comparator.comparingInt(ExamOrder::index))
                .toList();
    }

    private static final class Maker {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
        private static final List<String> EXAM_TURNS =
                List.of("CT-CHEST-PLAIN", "DX-CHEST", "US-CAROTID", "DX-CHEST", "ECG-12");
        private static final double OUTPATIENT_CHECKED_OUT = 0.12;

        private final RegionPlan plan;
        private final Cast cast;
        private final Dice dice;
        private final Laboratory laboratory;
        private final ExamRoom examRoom;
        private int examsWanted;

        Maker(RegionPlan plan, Cast cast) {
            this.plan = plan;
            this.cast = cast;
            this.dice = new Dice(plan.seed()).fork("history");
            this.laboratory = new Laboratory(plan.asOf());
            this.examRoom = new ExamRoom(plan.asOf());
        }

        History make() {
            FixedVisits fixed = new FixedVisits(plan, cast);
            ChanceVisits chance = new ChanceVisits(plan);
            Set<String> fixedPeople = fixed.people();
            List<Visit> visits = new ArrayList<>();
            for (Person person : cast.people()) {
                List<VisitIdea> ideas = new ArrayList<>();
                if (fixedPeople.contains(person.key())) {
                    ideas.addAll(fixed.ideas(person.key()));
                } else {
                    for (Registration registration : cast.registrationsOf(person.key())) {
                        ideas.addAll(chance.ideas(registration, dice.fork(person.key() + registration.hospital())));
                    }
                }
                ideas.sort(Comparator.comparing(VisitIdea::start));
                Physiology body = new Physiology(person, plan.today(), dice.fork(person.key() + "/body"));
                for (int i = 0; i < ideas.size(); i++) {
                    visits.add(visit(i, ideas.get(i), body, !fixedPeople.contains(person.key())));
                }
            }
            visits.sort(Comparator.comparing(Visit::start).thenComparing(Visit::number));
            return new History(List.copyOf(visits));
        }

        private Visit visit(int index, VisitIdea idea, Physiology body, boolean byChance) {
            Registration registration = idea.registration();
            Person person = registration.person();
            Dice own = dice.fork(person.key() + "/visit", index);
            LocalDate day = LocalDate.ofInstant(idea.start(), RegionPlan.ZONE);
            Department department = Department.choose(registration.hospital(), idea.kind(), person, day, own);
            Diagnosis diagnosis = Diagnosis.choose(person, day, body.conditions(), own);
            String numbers = DAY.format(day) + String.format(Locale.ROOT, "%04d", person.number()) + index;
            List<LabOrder> labs = new ArrayList<>();
            for (int i = 0; i < idea.panels().size(); i++) {
                Instant sampled = idea.start().plus(Duration.ofMinutes(20 + 2L * i + own.between(0, 15)));
                labs.add(laboratory.work(
                        numbers + i,
                        idea.panels().get(i),
                        idea,
                        sampled,
                        diagnosis.isAcuteInfection(),
                        body,
                        own.fork("lab", i)));
            }
            labs.removeIf(lab -> lab.releases().isEmpty());
            return new Visit(
                    "V" + numbers,
                    registration,
                    idea.has("FORMER_NUMBER") ? registration.formerNumber() : registration.number(),
                    department.kind(),
                    department,
                    own.pick(department.doctors()),
                    diagnosis,
                    department.kind() == VisitKind.INPATIENT ? String.valueOf(own.between(1, 48)) : "",
                    idea.start(),
                    end(idea, department.kind(), own),
                    List.copyOf(labs),
                    exams(numbers, idea, byChance, own.fork("exams")));
        }

        private Instant end(VisitIdea idea, VisitKind kind, Dice own) {
            Instant end = kind == VisitKind.INPATIENT
                    ? idea.start()
                            .plus(Duration.ofDays(own.between(3, 11)))
                            .plus(Duration.ofMinutes(own.between(0, 90)))
                    : own.chance(OUTPATIENT_CHECKED_OUT)
                            ? idea.start().plus(Duration.ofMinutes(own.between(300, 500)))
                            : null;
            return end != null && end.isBefore(plan.asOf()) ? end : null;
        }

        /** The examinations asked for, and, while the plan wants more studies, one in turn for every few visits. */
        private List<ExamOrder> exams(String numbers, VisitIdea idea, boolean byChance, Dice own) {
            List<ExamOrder> exams = new ArrayList<>();
            Instant at = idea.start().plus(Duration.ofMinutes(own.between(40, 90)));
            for (String item : idea.exams()) {
                exams.add(
                        examRoom.examine(numbers, item, idea.registration().hospital(), at, !byChance, own.fork(item)));
            }
            if (byChance && examRoom.count() < plan.studies() && own.chance(0.25)) {
                String item = EXAM_TURNS.get(examsWanted % EXAM_TURNS.size());
                Exam exam = LabCatalogue.shared().exams().get(item);
                Optional<?> offered = exam.at(idea.registration().hospital());
                if (offered.isPresent()) {
                    examsWanted++;
                    exams.add(
                            examRoom.examine(numbers, item, idea.registration().hospital(), at, false, own.fork(item)));
                }
            }
            return List.copyOf(exams);
        }
    }
}
