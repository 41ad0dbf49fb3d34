package org.yilian.hub.imaging.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.ingest.Announcement;
import org.yilian.hub.imaging.ingest.Uids;

/**
 * The Store Instances Response Module, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_I.2.html">PS3.18 I.2</a>: what was stored, what
 * failed and why, and how many parts were nothing that could be named.
 */
final class StowOutcome {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Other Failures Sequence */
    private static final String OTHER_FAILURES = "0008119A";

    private final String base;
    private final ArrayNode references = MAPPER.createArrayNode();
    private final ArrayNode failures = MAPPER.createArrayNode();
    private final ArrayNode others = MAPPER.createArrayNode();
    private final Set<String> studies = new LinkedHashSet<>();

    StowOutcome(String base) {
        this.base = base;
    }

    int stored() {
        return references.size();
    }

    int failed() {
        return failures.size() + others.size();
    }

    Set<String> studies() {
        return studies;
    }

    void stored(Announcement announced, String studyUid, String seriesUid) {
        studies.add(studyUid);
        ObjectNode item = item(references, announced.sopClassUid(), announced.sopInstanceUid());
        element(item, Tag.RetrieveURL, "UR")
                .add(base + "/studies/" + studyUid + "/series/" + seriesUid + "/instances/"
                        + announced.sopInstanceUid());
    }

    /** A part whose instance is not known is no failed SOP instance: it goes to the other failures. */
    void failed(String sopClass, String sopInstance, int reason) {
        if (!Uids.isValid(sopInstance)) {
            element(others.addObject(), Tag.FailureReason, "US").add(reason);
            return;
        }
        element(item(failures, sopClass, sopInstance), Tag.FailureReason, "US").add(reason);
    }

    private static ObjectNode item(ArrayNode sequence, String sopClass, String sopInstance) {
        ObjectNode item = sequence.addObject();
        if (Uids.isValid(sopClass)) {
            element(item, Tag.ReferencedSOPClassUID, "UI").add(sopClass);
        }
        if (Uids.isValid(sopInstance)) {
            element(item, Tag.ReferencedSOPInstanceUID, "UI").add(sopInstance);
        }
        return item;
    }

    private static ArrayNode element(ObjectNode object, int tag, String vr) {
        return object.putObject(Tag.toHex(tag)).put("vr", vr).putArray("Value");
    }

    void send(HttpServletResponse response) throws IOException {
        ObjectNode answer = MAPPER.createObjectNode();
        if (studies.size() == 1) {
            element(answer, Tag.RetrieveURL, "UR")
                    .add(base + "/studies/" + studies.iterator().next());
        }
        if (!others.isEmpty()) {
            answer.putObject(OTHER_FAILURES).put("vr", "SQ").set("Value", others);
        }
        if (!failures.isEmpty()) {
            answer.putObject(Tag.toHex(Tag.FailedSOPSequence)).put("vr", "SQ").set("Value", failures);
        }
        if (stored() > 0) {
            answer.putObject(Tag.toHex(Tag.ReferencedSOPSequence))
                    .put("vr", "SQ")
                    .set("Value", references);
        }
        response.setStatus(stored() == 0 ? 409 : failed() == 0 ? 200 : 202);
        response.setContentType(DicomWeb.JSON);
        response.getOutputStream().write(MAPPER.writeValueAsBytes(answer));
    }
}
