package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.Translation;

/** What MDM events make of a document, one after another. */
class DocumentEventsTest {
    private static Translation mdm(String event, int minute, String number, String parent, String text) {
        String time = "2026011510" + (minute < 10 ? "0" : "") + minute + "00";
        String txa = "TXA|1|DS^出院小结|TX|||||||||" + number + "|" + parent + "||||LA||AV";
        return Messages.translate(Messages.message(
                "MDM^" + event,
                "EVN|" + event + "|" + time,
                Messages.PID,
                txa,
                text.isEmpty() ? "" : "OBX|1|TX|TXT^正文||" + text + "||||||F"));
    }

    private static DocumentReference document(String number, Translation... translations) {
        for (Resource resource : Messages.stored(translations).values()) {
            if (resource instanceof DocumentReference document
                    && number.equals(document.getMasterIdentifier().getValue())) {
                return document;
            }
        }
        throw new AssertionError(number);
    }

    private static String text(DocumentReference document) {
        byte[] data = document.getContentFirstRep().getAttachment().getData();
        return data == null ? null : new String(data, StandardCharsets.UTF_8);
    }

    @Test
    void aNotificationKeepsTheContent() {
        DocumentReference document = document("D1", mdm("T02", 1, "D1", "", "第一版"), mdm("T03", 2, "D1", "", ""));
        assertThat(text(document)).isEqualTo("第一版");
    }

    @Test
    void aContentReplacesTheAbsenceOfOne() {
        DocumentReference announced = document("D1", mdm("T01", 1, "D1", "", ""));
        assertThat(announced.getContentFirstRep().getAttachment().hasExtension())
                .isTrue();
        DocumentReference document = document("D1", mdm("T01", 1, "D1", "", ""), mdm("T02", 2, "D1", "", "第一版"));
        assertThat(document.getContent()).hasSize(1);
        assertThat(text(document)).isEqualTo("第一版");
    }

    @Test
    void anEditIsTheSameDocument() {
        DocumentReference document = document("D1", mdm("T02", 1, "D1", "", "第一版"), mdm("T08", 2, "D1", "", "第二版"));
        assertThat(text(document)).isEqualTo("第二版");
        assertThat(document.getDocStatus()).isEqualTo(ReferredDocumentStatus.AMENDED);
    }

    @Test
    void aReplacementSupersedesAndKeepsWhatItReplaces() {
        Translation[] both = {mdm("T02", 1, "D1", "", "第一版"), mdm("T10", 2, "D2", "D1", "另一份")};
        assertThat(document("D1", both).getStatus()).isEqualTo(DocumentReferenceStatus.SUPERSEDED);
        assertThat(text(document("D1", both))).isEqualTo("第一版");
        assertThat(document("D2", both).getRelatesToFirstRep().getCode())
                .isEqualTo(DocumentReference.DocumentRelationshipType.REPLACES);
    }

    @Test
    void aReplacementMayComeBeforeWhatItReplaces() {
        Translation[] both = {mdm("T10", 2, "D2", "D1", "另一份"), mdm("T02", 1, "D1", "", "第一版")};
        Map<String, Resource> stored = Messages.stored(both);
        assertThat(document("D1", both).getStatus()).isEqualTo(DocumentReferenceStatus.SUPERSEDED);
        assertThat(stored.values())
                .filteredOn(DocumentReference.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aCancelledDocumentStaysAsAnError() {
        DocumentReference document = document("D1", mdm("T02", 1, "D1", "", "第一版"), mdm("T11", 2, "D1", "", ""));
        assertThat(document.getStatus()).isEqualTo(DocumentReferenceStatus.ENTEREDINERROR);
        assertThat(text(document)).isEqualTo("第一版");
    }

    @Test
    void aMessageWithoutTxaHasNoDocument() {
        Translation translation = Messages.translate(Messages.message("MDM^T02", Messages.PID));
        assertThat(Messages.all(translation, DocumentReference.class)).isEmpty();
        assertThat(Messages.remarks(translation)).contains("ERROR NO_DOCUMENT TXA");
    }
}
