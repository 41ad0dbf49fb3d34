package org.yilian.hub.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.HubTest;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.SnapshotRules;
import org.yilian.mappings.hl7v2.Hl7v2Translator;

/** What messages do to the stored state, on the hub's own tables. */
@HubTest
class RecordWriterIT {
    private static final FacilityProfile PROFILE = FacilityProfile.minimal("H001");

    @Autowired
    RecordWriter writer;

    @Autowired
    ResourceStore store;

    @Autowired
    TransactionTemplate transaction;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private Written take(FacilityProfile profile, String trigger, String when, String... segments) {
        String text = "MSH|^~\\&|HIS|H001|HUB|YL|" + when + "||" + trigger + "|1|P|2.5.1\rEVN||" + when + "||||" + when
                + "\r" + String.join("\r", segments).replace("#", run) + "\r";
        var translation = Hl7v2Translator.translate(Er7Message.parse(text), profile, "hl7v2:1");
        return transaction.execute(
                status -> writer.write(List.of(new Submission("H001", "hl7v2:1", translation.writes())))
                        .get(0));
    }

    private Written take(String trigger, String when, String... segments) {
        return take(PROFILE, trigger, when, segments);
    }

    private static String pid(String number) {
        return "PID|1||" + number + "#^^^H001^MR||张^三||19900307|M";
    }

    private static String pv1(String place, String prior, String visit) {
        return "PV1|1|I|" + place + "|||" + prior + "|||||||||||||" + visit + "#";
    }

    private String patient(String number) {
        return LogicalIds.patient("H001", Uris.id("h001", "mrn"), number + run);
    }

    private String visit(String number) {
        return LogicalIds.of("H001", "Encounter", Uris.id("h001", "visit"), number + run);
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> T read(String type, String id) {
        return transaction.execute(status -> (T) store.read(type, id));
    }

    private List<String> places(String visit) {
        Encounter encounter = read("Encounter", visit(visit));
        return encounter.getLocation().stream()
                .map(l -> l.getLocation().getDisplay() + " " + l.getStatus().toCode())
                .toList();
    }

    @Test
    void aMoveIsKeptOnceAndALateOneGetsItsPlace() {
        take("ADT^A01", "20260105080000", pid("A"), pv1("内科", "", "V"));
        take("ADT^A02", "20260107090000", pid("A"), pv1("ICU", "外科", "V"));
        Written late = take("ADT^A02", "20260106090000", pid("A"), pv1("外科", "内科", "V"));
        assertThat(late.changed()).containsExactly("Encounter/" + visit("V"));
        assertThat(places("V")).containsExactly("内科 completed", "外科 completed", "ICU active");
        Written again = take("ADT^A02", "20260107090000", pid("A"), pv1("ICU", "外科", "V"));
        assertThat(again.changed()).isEmpty();
        Written older = take("ADT^A02", "20260106090000", pid("A"), pv1("外科", "内科", "V"));
        assertThat(older.changed()).isEmpty();
        assertThat(older.remarks()).extracting(Remark::code).contains("OLDER_THAN_STORED");
        Encounter encounter = read("Encounter", visit("V"));
        assertThat(encounter.getIdElement().getVersionIdPart()).isEqualTo("3");
    }

    @Test
    void aVisitGoesToAnotherPatientWithAllThatHangsOnIt() {
        take("ADT^A01", "20260105080000", pid("A"), pv1("内科", "", "V"));
        take("ADT^A01", "20260105080000", pid("A"), pv1("内科", "", "W"));
        String obr = "OBR|1|P1#|F1#|GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F";
        String obx = "OBX|1|NM|GLU^血糖||5.6|mmol/L|||||F";
        take("ORU^R01", "20260105100000", pid("A"), pv1("内科", "", "V"), obr, obx);
        Written moved = take("ADT^A45", "20260106080000", pid("B"), "MRG|A#^^^H001^MR||||V#", pv1("内科", "", "V"));
        assertThat(moved.changed()).anyMatch(key -> key.startsWith("Observation/"));
        assertThat(moved.changed()).anyMatch(key -> key.startsWith("DiagnosticReport/"));
        Encounter encounter = read("Encounter", visit("V"));
        assertThat(encounter.getSubject().getReference()).isEqualTo("Patient/" + patient("B"));
        assertThat(encounter.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        Encounter other = read("Encounter", visit("W"));
        assertThat(other.getSubject().getReference()).isEqualTo("Patient/" + patient("A"));
        String key = moved.changed().stream()
                .filter(each -> each.startsWith("Observation/"))
                .findFirst()
                .orElseThrow();
        Observation observation = read("Observation", key.substring(12));
        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/" + patient("B"));
        assertThat(observation.getEncounter().getReference()).isEqualTo("Encounter/" + visit("V"));

        Written again = take("ADT^A45", "20260106080000", pid("B"), "MRG|A#^^^H001^MR||||V#", pv1("内科", "", "V"));
        assertThat(again.changed()).isEmpty();
        Written replayed = take("ORU^R01", "20260105100000", pid("A"), pv1("内科", "", "V"), obr, obx);
        assertThat(replayed.changed()).as("a replay does not undo it").isEmpty();
    }

    @Test
    void aVisitThatGetsAnotherNumberIsTheSameVisit() {
        take("ADT^A01", "20260105080000", pid("A"), pv1("内科", "", "V"), "DG1|1||I10^高血压^I10|||A");
        take("ADT^A50", "20260106080000", pid("A"), "MRG|A#^^^H001^MR||||V#", pv1("内科", "", "N"));
        Encounter now = read("Encounter", visit("N"));
        assertThat(now.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(now.getDiagnosis()).hasSize(1);
        assertThat(now.getIdentifier()).extracting("value").containsExactlyInAnyOrder("N" + run, "V" + run);
        org.hl7.fhir.r4.model.Condition condition = read(
                "Condition",
                now.getDiagnosisFirstRep().getCondition().getReferenceElement().getIdPart());
        assertThat(condition.getEncounter().getReference()).isEqualTo("Encounter/" + visit("N"));
        Encounter before = read("Encounter", visit("V"));
        assertThat(before.getStatus()).isEqualTo(Encounter.EncounterStatus.ENTEREDINERROR);
        assertThat(before.getPartOf().getReference()).isEqualTo("Encounter/" + visit("N"));
    }

    @Test
    void aPatientThatGetsAnotherNumberKeepsWhatIsKnown() {
        take("ADT^A28", "20260105080000", pid("A") + "|||长安街1号^^北京市");
        take("ADT^A47", "20260106080000", "PID|1||B#^^^H001^MR||张^三", "MRG|A#^^^H001^MR");
        Patient now = read("Patient", patient("B"));
        assertThat(now.getBirthDateElement().getValueAsString()).isEqualTo("1990-03-07");
        assertThat(now.getAddress()).hasSize(1);
        assertThat(now.getIdentifier()).anySatisfy(i -> {
            assertThat(i.getValue()).isEqualTo("A" + run);
            assertThat(i.getUse().toCode()).isEqualTo("old");
        });
        Patient before = read("Patient", patient("A"));
        assertThat(before.getActive()).isFalse();
    }

    @Test
    void unlinkingTakesAMergeBackExactly() {
        take("ADT^A28", "20260105080000", pid("A"));
        take("ADT^A31", "20260105090000", "PID|1||B#^^^H001^MR~C#^^^H001^MR||张^叁");
        Patient a = read("Patient", patient("A"));
        Patient b = read("Patient", patient("B"));
        take("ADT^A40", "20260106080000", pid("A"), "MRG|B#^^^H001^MR||||||张^叁");
        Patient merged = read("Patient", patient("B"));
        assertThat(merged.getActive()).isFalse();
        take("ADT^A37", "20260107080000", pid("A"), "PID|2||B#^^^H001^MR||张^叁");
        assertSame(read("Patient", patient("A")), a);
        assertSame(read("Patient", patient("B")), b);
    }

    private static void assertSame(Patient now, Patient before) {
        now.setMeta(null);
        before.setMeta(null);
        now.setId((String) null);
        before.setId((String) null);
        assertThat(now.equalsDeep(before)).isTrue();
    }

    @Test
    void whatACompleteListNoLongerHoldsIsInactiveAndCanComeBack() {
        FacilityProfile lists = PROFILE.toBuilder()
                .snapshot(new SnapshotRules(true, Set.of(), Set.of("AL1")))
                .build();
        String penicillin = "AL1|1|DA|PEN^青霉素";
        Written first = take(lists, "ADT^A08", "20260105080000", pid("A"), penicillin);
        String id = first.changed().stream()
                .filter(key -> key.startsWith("Allergy"))
                .findFirst()
                .orElseThrow()
                .substring("AllergyIntolerance/".length());
        take(lists, "ADT^A08", "20260106080000", pid("A"));
        assertThat(clinical(id)).isEqualTo("inactive");
        take(lists, "ADT^A08", "20260107080000", pid("A"), penicillin);
        assertThat(clinical(id)).isEqualTo("active");
    }

    private String clinical(String id) {
        AllergyIntolerance allergy = read("AllergyIntolerance", id);
        return allergy.getClinicalStatus().getCodingFirstRep().getCode();
    }
}
