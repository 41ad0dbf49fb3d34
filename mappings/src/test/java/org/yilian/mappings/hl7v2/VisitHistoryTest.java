package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;

/** Places, classes and statuses of a visit across messages, which no message knows alone. */
class VisitHistoryTest {
    private static final String PID = "PID|1||42^^^H001^MR||张^三||19900307|M";
    private static final String A = "内科^301^1";
    private static final String B = "外科^401^2";
    private static final String C = "ICU^1^3";

    private static Translation event(String event, String hour, String clazz, String place, String more) {
        String at = "202601" + hour + "0000";
        return Messages.adt(event, "EVN||" + at + "||||" + at, PID, "PV1|1|" + clazz + "|" + place + more);
    }

    /** PV1-4 to PV1-19 with PV1-6. */
    private static String from(String prior) {
        return "|||" + prior + "|".repeat(13) + "V1";
    }

    private static Translation admit() {
        return event("A01", "0508", "I", A, from(""));
    }

    private static Translation move(String hour, String to, String prior) {
        return event("A02", hour, "I", to, from(prior));
    }

    private static Encounter after(Translation... translations) {
        return Messages.stored(Encounter.class, translations);
    }

    private static List<String> places(Encounter encounter) {
        return encounter.getLocation().stream().map(VisitHistoryTest::place).toList();
    }

    private static String place(EncounterLocationComponent location) {
        return location.getLocation().getIdentifier().getValue().split("-")[0] + " "
                + location.getStatus().toCode() + " "
                + hour(location.getPeriod().getStartElement().getValueAsString())
                + ".." + hour(location.getPeriod().getEndElement().getValueAsString());
    }

    private static String hour(String time) {
        return time == null ? "" : time.substring(8, 13);
    }

    @Test
    void aMoveClosesTheLastPlaceAndAddsTheNew() {
        assertThat(places(after(admit(), move("0609", B, A))))
                .containsExactly("内科 completed 05T08..06T09", "外科 active 06T09..");
        assertThat(places(after(admit(), move("0609", B, A), move("0710", C, B))))
                .containsExactly("内科 completed 05T08..06T09", "外科 completed 06T09..07T10", "ICU active 07T10..");
    }

    @Test
    void aMoveHeardTwiceIsOneMove() {
        Translation[] once = {admit(), move("0609", B, A), move("0710", C, B)};
        List<Translation> twice = new ArrayList<>(Arrays.asList(once));
        twice.addAll(Arrays.asList(once));
        assertThat(after(twice.toArray(Translation[]::new)).equalsDeep(after(once)))
                .isTrue();
    }

    @Test
    void aMoveThatComesLateGetsItsPlace() {
        Encounter inOrder = after(admit(), move("0609", B, A), move("0710", C, B));
        assertThat(places(after(admit(), move("0710", C, B), move("0609", B, A))))
                .isEqualTo(places(inOrder));
        List<Translation> all = Arrays.asList(admit(), move("0609", B, A), move("0710", C, B));
        for (int i = 0; i < 3; i++) {
            Collections.rotate(all, 1);
            Encounter rotated = after(all.toArray(Translation[]::new));
            assertThat(places(rotated)).isEqualTo(places(inOrder));
            assertThat(rotated.getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
            assertThat(rotated.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-01-05T08:00:00+08:00");
        }
    }

    @Test
    void aMoveFromAPlaceNeverHeardOfKeepsBoth() {
        assertThat(places(after(admit(), move("0710", C, B))))
                .containsExactly("内科 completed 05T08..", "外科 completed ..07T10", "ICU active 07T10..");
    }

    @Test
    void aCancelledMoveNeverWas() {
        Translation cancel =
                Messages.adt("A12", "EVN||20260106100000||||20260106090000", PID, "PV1|1|I|" + A + from(B));
        assertThat(places(after(admit(), move("0609", B, A), cancel))).containsExactly("内科 active 05T08..");
        assertThat(places(after(admit(), move("0609", B, A), cancel, cancel)))
                .as("once")
                .containsExactly("内科 active 05T08..");
        assertThat(places(after(admit(), cancel, move("0609", B, A))))
                .as("the move that comes after its cancellation")
                .containsExactly("内科 active 05T08..");
    }

    @Test
    void aCancelledMoveTakesBackTheLastOneOnly() {
        Translation cancel = event("A12", "0711", "I", B, from(C));
        assertThat(places(after(admit(), move("0609", B, A), move("0710", C, B), cancel)))
                .containsExactly("内科 completed 05T08..06T09", "外科 active 06T09..");
    }

    @Test
    void anUpdateCorrectsTheLastPlaceAndKeepsTheHistory() {
        Translation update = event("A08", "0712", "I", C, from(""));
        assertThat(places(after(admit(), move("0609", B, A), update)))
                .containsExactly("内科 completed 05T08..06T09", "ICU active 06T09..");
    }

    @Test
    void dischargeEndsTheLastPlaceAndItsCancellationOpensItAgain() {
        Translation discharge = event("A03", "0815", "I", B, from(""));
        Encounter left = after(admit(), move("0609", B, A), discharge);
        assertThat(places(left)).containsExactly("内科 completed 05T08..06T09", "外科 completed 06T09..08T15");
        assertThat(left.getStatusHistory()).hasSize(1);
        assertThat(left.getStatusHistoryFirstRep().getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
        Encounter again = after(admit(), move("0609", B, A), discharge, event("A13", "0816", "I", B, from("")));
        assertThat(again.equalsDeep(after(admit(), move("0609", B, A)))).isTrue();
    }

    @Test
    void aTemporaryPlaceLeavesTheBedAlone() {
        String there = "|".repeat(8) + "手术室^2^" + "|".repeat(8) + "V1";
        Encounter away = after(admit(), event("A09", "0609", "I", A, there));
        assertThat(places(away)).containsExactly("内科 active 05T08..", "手术室 active 06T09..");
        Encounter back = after(admit(), event("A09", "0609", "I", A, there), event("A10", "0612", "I", A, from("")));
        assertThat(places(back)).containsExactly("内科 active 05T08..", "手术室 completed 06T09..06T12");
        Encounter never = after(admit(), event("A09", "0609", "I", A, there), event("A33", "0609", "I", A, from("")));
        assertThat(places(never)).containsExactly("内科 active 05T08..");
    }

    @Test
    void aReservedBedIsForgottenWhenThePatientMovesOrThePlanIsCancelled() {
        String reserved = from("") + "|".repeat(23) + B;
        Translation pending = event("A15", "0607", "I", A, reserved);
        assertThat(places(after(admit(), pending))).containsExactly("内科 active 05T08..", "外科 reserved ..");
        assertThat(places(after(admit(), pending, event("A26", "0608", "I", A, from("")))))
                .containsExactly("内科 active 05T08..");
        assertThat(places(after(admit(), pending, move("0609", B, A))))
                .containsExactly("内科 completed 05T08..06T09", "外科 active 06T09..");
    }

    @Test
    void aChangeOfClassKeepsTheFormerOne() {
        Translation outpatient = event("A04", "0508", "O", "门诊", from(""));
        Translation inpatient = event("A06", "0510", "I", A, from("门诊"));
        Encounter encounter = after(outpatient, inpatient, inpatient);
        assertThat(encounter.getClass_().getCode()).isEqualTo("IMP");
        assertThat(encounter.getClassHistory()).hasSize(1);
        assertThat(encounter.getClassHistoryFirstRep().getClass_().getCode()).isEqualTo("AMB");
        assertThat(hour(encounter
                        .getClassHistoryFirstRep()
                        .getPeriod()
                        .getEndElement()
                        .getValueAsString()))
                .isEqualTo("05T10");
        Encounter back = after(outpatient, inpatient, event("A07", "0617", "O", "门诊", from("")));
        assertThat(back.getClassHistory())
                .extracting(c -> c.getClass_().getCode())
                .containsExactly("AMB", "IMP");
    }

    @Test
    void leaveOfAbsenceAndReturn() {
        Translation leave = event("A21", "0609", "I", A, from(""));
        assertThat(after(admit(), leave).getStatus()).isEqualTo(EncounterStatus.ONLEAVE);
        Encounter returned = after(admit(), leave, event("A22", "0709", "I", A, from("")));
        assertThat(returned.getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
        assertThat(returned.getStatusHistory())
                .extracting(h -> h.getStatus().toCode() + " "
                        + hour(h.getPeriod().getEndElement().getValueAsString()))
                .containsExactly("in-progress 06T09", "onleave 07T09");
        Encounter never = after(admit(), leave, event("A52", "0610", "I", A, from("")));
        assertThat(never.getStatusHistory()).isEmpty();
    }

    @Test
    void anUpdateBeforeTheAdmissionLearnsWhatItWas() {
        Translation update = event("A08", "0609", "", A, from(""));
        Encounter encounter = after(update, admit());
        assertThat(encounter.getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
        assertThat(encounter.getClass_().getCode()).isEqualTo("IMP");
        assertThat(places(encounter)).containsExactly("内科 active 05T08..");
    }

    @Test
    void bedsAreSwappedInOneMessage() {
        String other = "PID|1||43^^^H001^MR||李^四||19800101|M";
        Translation first = admit();
        Translation second = Messages.adt(
                "A01", "EVN||20260105080000||||20260105080000", other, "PV1|1|I|" + B + from("").replace("V1", "V2"));
        Translation swap = Messages.adt(
                "A17",
                "EVN||20260106090000||||20260106090000",
                PID,
                "PV1|1|I|" + B + from(A),
                other,
                "PV1|1|I|" + A + from(B).replace("V1", "V2"));
        assertThat(Messages.stored(first, second, swap).values())
                .filteredOn(Encounter.class::isInstance)
                .extracting(e -> places((Encounter) e))
                .containsExactly(
                        List.of("内科 completed 05T08..06T09", "外科 active 06T09.."),
                        List.of("外科 completed 05T08..06T09", "内科 active 06T09.."));
    }
}
