package org.yilian.mappings.hl7v2.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Segment;

class GrammarTest {
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH NTE
            PATIENT(PID): PD1 NTE
              VISIT(PV1): PV2
              ORDER(ORC OBR): NTE DG1
                RESULT(OBX): NTE
                SPECIMEN(SPM):
                  SPECIMEN_RESULT(OBX): NTE
            """);

    @Test
    void notesBelongToWhatTheyFollow() {
        assertThat(bound("MSH NTE PID NTE ORC OBR NTE OBX NTE NTE OBX"))
                .isEqualTo("(MSH NTE (PID NTE (ORC OBR NTE (OBX NTE NTE) (OBX))))");
    }

    @Test
    void eitherOpenerOpensAGroupAndBothShareOne() {
        assertThat(bound("MSH PID OBR OBX OBR OBX")).isEqualTo("(MSH (PID (OBR (OBX)) (OBR (OBX))))");
        assertThat(bound("MSH PID ORC ORC OBR OBX OBR")).isEqualTo("(MSH (PID (ORC) (ORC OBR (OBX)) (OBR)))");
    }

    @Test
    void theSameSegmentMeansWhatItsGroupMeans() {
        assertThat(bound("MSH PID OBR OBX SPM OBX NTE SPM OBR"))
                .isEqualTo("(MSH (PID (OBR (OBX) (SPM (OBX NTE)) (SPM)) (OBR)))");
    }

    @Test
    void aLateSegmentOfTheOuterGroupDoesNotOrphanWhatComesAfter() {
        assertThat(bound("MSH PID OBR OBX DG1 OBX PD1 OBX")).isEqualTo("(MSH (PID PD1 (OBR DG1 (OBX) (OBX) (OBX))))");
    }

    @Test
    void whatHasNoPlaceIsInNoGroup() {
        assertThat(bound("MSH ZZZ OBX PID ZPI PV1 PV2 OBR")).isEqualTo("(MSH (PID (PV1 PV2) (OBR)))");
    }

    @Test
    void eachPatientHasOrdersOfTheirOwn() {
        Group message = bind("MSH PID OBR OBX PID OBR OBR");
        assertThat(message.groups("PATIENT")).hasSize(2);
        assertThat(message.groups("PATIENT").get(1).groups("ORDER")).hasSize(2);
        assertThat(message.within("ORDER")).hasSize(3);
        assertThat(message.group("PATIENT").group("VISIT")).isNull();
    }

    @Test
    void aLineThatIsNoGroupIsRefused() {
        assertThatThrownBy(() -> Grammar.of("MSH\nPATIENT PID")).hasMessageContaining("PATIENT PID");
    }

    private static String bound(String names) {
        return text(bind(names));
    }

    private static Group bind(String names) {
        String raw = names.replaceFirst("MSH", "MSH|^~\\\\&|").replace(" ", "|\r");
        Er7Message message = Er7Message.parse(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return GRAMMAR.bind(message.segments());
    }

    private static String text(Group group) {
        StringBuilder text = new StringBuilder("(");
        for (Segment segment : group.segments()) {
            text.append(text.length() > 1 ? " " : "").append(segment.name());
        }
        group.groups().forEach(inner -> text.append(' ').append(text(inner)));
        return text.append(')').toString();
    }
}
