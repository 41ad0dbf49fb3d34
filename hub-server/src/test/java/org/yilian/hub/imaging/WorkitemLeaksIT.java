package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yilian.hub.imaging.WorkitemSample.json;
import static org.yilian.hub.imaging.WorkitemSample.reading;
import static org.yilian.hub.imaging.WorkitemSample.state;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.UID;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** Workitems: one that is kept is not there, not even for the hospital it names to do it. */
class WorkitemLeaksIT extends LeakMatrix {
    private static final String SCOPES = "dicomweb.read dicomweb.write";
    private static final String ROOT = "/dicomweb/workitems";
    private static final String JSON = "application/dicom+json";

    @TestFactory
    Stream<DynamicTest> workitemsThatAreKeptAreNotThere() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent(), byPurpose())) {
            Http owner = Http.client(port, kept.owner(), SCOPES);
            Http h001 = Http.client(port, "h001", SCOPES);
            Http asker = kept.purpose() == null ? h001 : h001.with("X-Purpose-Of-Use", kept.purpose());
            String study = UID.create();
            String named = made(owner, reading(kept.mrn(), study, "H001"));
            String never = UID.create();
            probes.add(probe(kept.why() + " / read", () -> {
                assertThat(owner.get(ROOT + "/" + named).statusCode())
                        .as("proof")
                        .isEqualTo(200);
                same(asker.get(ROOT + "/" + named), asker.get(ROOT + "/" + never));
            }));
            for (String question :
                    List.of("PatientID=" + kept.mrn(), "StudyInstanceUID=" + study, "SOPInstanceUID=" + named)) {
                probes.add(probe(kept.why() + " / find by " + question.replaceAll("=.*", ""), () -> {
                    assertThat(owner.get(ROOT + "?" + question).body())
                            .as("proof")
                            .contains(named);
                    assertThat(asker.get(ROOT + "?" + question).body()).isEqualTo("[]");
                }));
            }
            probes.add(probe(kept.why() + " / take up", () -> {
                String taking = json(state("IN PROGRESS", UID.create()));
                same(
                        asker.send("PUT", ROOT + "/" + named + "/state", JSON, taking),
                        asker.send("PUT", ROOT + "/" + never + "/state", JSON, taking));
            }));
            probes.add(probe(
                    kept.why() + " / cancel",
                    () -> same(
                            asker.send("POST", ROOT + "/" + named + "/cancelrequest", null, null),
                            asker.send("POST", ROOT + "/" + never + "/cancelrequest", null, null))));
            probes.add(probe(kept.why() + " / change", () -> {
                String change = json(new DataSet());
                same(
                        asker.send("POST", ROOT + "/" + named, JSON, change),
                        asker.send("POST", ROOT + "/" + never, JSON, change));
                assertThat(owner.get(ROOT + "/" + named).body()).contains("SCHEDULED");
            }));
        }
        return matrix("workitems", probes);
    }

    private static void same(HttpResponse<String> there, HttpResponse<String> nowhere) {
        assertThat(there.statusCode())
                .as(there.body())
                .isEqualTo(nowhere.statusCode())
                .isEqualTo(404);
        assertThat(there.body()).isEqualTo(nowhere.body());
    }

    private static String made(Http who, DataSet told) {
        HttpResponse<String> answer = who.send("POST", ROOT, JSON, json(told));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
