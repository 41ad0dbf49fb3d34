package org.yilian.conformance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yilian.conformance.HubHttp;
import org.yilian.sample.Hospital;
import org.yilian.sample.Story;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.history.ExamOrder;

/** The region central hospital asks about the people with a story before it repeats an examination. */
final class RecognitionStep implements Step {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param reason one that has to be among those given; null: none may be given */
    private record Question(Story story, String item, String outcome, String reason, String facility) {}

    @Override
    public List<Finding> check(Played played) {
        HubHttp h001 = played.client(Hospital.H001, "recognition.check");
        boolean ecgHolds = Instant.now().isBefore(ecgTaken(played).plus(Duration.ofHours(24)));
        List<Question> questions = List.of(
                new Question(Story.KNOWN_EVERYWHERE, "LIP", "RECOGNISABLE", null, "H002"),
                new Question(Story.EXPIRED_LIPIDS, "LIP", "REFERENCE_ONLY", "EXPIRED", "H002"),
                new Question(Story.UNQUALIFIED_LABORATORY, "LIV", "REFERENCE_ONLY", "QC-NOT-QUALIFIED", "H004"),
                new Question(Story.CRITICAL_POTASSIUM, "K", "RECOGNISABLE_WITH_ALERT", "OPEN-CRITICAL", "H002"),
                new Question(Story.CHEST_CT, "CT-CHEST-PLAIN", "RECOGNISABLE", null, "H002"),
                new Question(Story.CHEST_CT, "CT-CHEST-CONTRAST", "REFERENCE_ONLY", "ITEM-DIFFERS", "H002"),
                new Question(Story.OTHER_UNITS, "GLU", "RECOGNISABLE", null, "H003"),
                new Question(Story.PRELIMINARY_ONLY, "LIP", "NOT_RECOGNISABLE", "NOT-FINAL", "H002"),
                new Question(Story.CORRECTED, "CREA", "RECOGNISABLE", null, "H002"),
                new Question(Story.UNCERTAIN_IDENTITY, "CBC", "NOT_RECOGNISABLE", "ID-UNCERTAIN", null),
                new Question(
                        Story.RECENT_ECG,
                        "ECG-12",
                        ecgHolds ? "RECOGNISABLE" : "REFERENCE_ONLY",
                        ecgHolds ? null : "EXPIRED",
                        "H004"),
                new Question(Story.MERGED_NUMBERS, "LIP", "RECOGNISABLE", null, "H002"));
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            findings.add(judge(question, ask(h001, played, question.story(), question.item())));
        }
        JsonNode corrected = ask(h001, played, Story.CORRECTED, "CREA").path("evidence");
        findings.add(Finding.of(
                "recognition: the corrected value is what counts",
                corrected.path("value").asText().equals("118")
                        && corrected.path("version").asInt() > 1,
                "version " + corrected.path("version").asInt()));
        findings.add(incomplete(ask(h001, played, Story.INCOMPLETE_PANEL, "LIV")));
        return findings;
    }

    /** The window is counted from the tracing, which is some minutes after the visit began. */
    private static Instant ecgTaken(Played played) {
        String person = Story.RECENT_ECG.person(played.region()).key();
        return played.region().history().visitsOf(person).stream()
                .flatMap(visit -> visit.exams().stream())
                .filter(exam -> exam.exam().modality().equals("ECG"))
                .map(ExamOrder::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static JsonNode ask(HubHttp h001, Played played, Story story, String item) {
        Person person = story.person(played.region());
        Optional<Registration> here = played.region().cast().registrationsOf(person.key()).stream()
                .filter(each -> each.hospital() == Hospital.H001)
                .findFirst();
        ObjectNode question = JSON.createObjectNode();
        question.put("requestId", "check-" + story + "-" + item)
                .put("org", "H001")
                .put("encounter", "OUTPATIENT");
        ObjectNode patient = question.putObject("patient");
        if (here.isPresent()) {
            patient.put("system", Played.identifierSystem(Hospital.H001, "mrn"))
                    .put("value", here.get().number());
        } else {
            patient.put("system", "urn:oid:2.16.156.10011.1.3").put("value", person.identityNumber());
        }
        question.putArray("items").addObject().put("lineId", "1").put("regionalCode", item);
        HubHttp.Answer answer = h001.post("/recognition/v1/check", "application/json", question.toString());
        return answer.status() == 200 ? answer.json().path("lines").path(0) : JSON.missingNode();
    }

    private static Finding judge(Question question, JsonNode line) {
        String outcome = line.path("outcome").asText("no answer");
        List<String> reasons = new ArrayList<>();
        line.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        String facility = line.path("evidence").path("facility").asText("");
        boolean holds = outcome.equals(question.outcome())
                && (question.reason() == null ? reasons.isEmpty() : reasons.contains(question.reason()))
                && (question.facility() == null || facility.equals(question.facility()));
        return Finding.of(
                "recognition: " + question.story() + ", " + question.item(),
                holds,
                outcome
                        + (reasons.isEmpty() ? "" : " " + reasons)
                        + (facility.isEmpty() ? "" : " of " + facility)
                        + (holds ? "" : "; expected " + question.outcome() + " " + question.reason()));
    }

    /** Of a panel without one of its analytes the others count. */
    private static Finding incomplete(JsonNode line) {
        long recognisable = 0;
        long others = 0;
        for (JsonNode part : line.path("parts")) {
            if (part.path("outcome").asText().equals("RECOGNISABLE")) {
                recognisable++;
            } else {
                others++;
            }
        }
        return Finding.of(
                "recognition: " + Story.INCOMPLETE_PANEL + ", LIV",
                recognisable > 0 && others > 0 && !line.path("outcome").asText().equals("RECOGNISABLE"),
                recognisable + " parts recognisable, " + others + " stay ordered");
    }
}
