package org.yilian.hub.imaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubTest;
import org.yilian.hub.imaging.SampleStudies;
import org.yilian.hub.security.Http;

/** What the viewer's list finds by what people type. */
@HubTest
class StudyListOnH2IT {
    private final String patient = "L" + UUID.randomUUID().toString().substring(0, 10);

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"欧阳", "欧阳晓燕", "ouyangxiaoyan", "OuYang xiaoy", "晓燕 chest", "%s", "xiaoyan %s"})
    void findsAStudyByChineseNamePinyinNumberAndDescription(String typed) {
        String study = SampleStudies.ct(port, "h001", patient, "Ouyang^Xiaoyan=欧阳^晓燕", "Chest routine");
        assertThat(found(typed.formatted(patient))).contains(study);
    }

    @ParameterizedTest
    @ValueSource(strings = {"欧阳 head", "%", "_", "!"})
    void findsNothingWhereOneWordDoesNotHold(String typed) {
        String study = SampleStudies.ct(port, "h001", patient, "Ouyang^Xiaoyan=欧阳^晓燕", "Chest routine");
        assertThat(found(typed)).doesNotContain(study);
    }

    @Test
    void whoseStudyItIsIsAnsweredForItsPersonOnly() {
        String study = SampleStudies.ct(port, "h001", patient, "Ouyang^Xiaoyan", "Chest");
        String other = SampleStudies.ct(port, "h001", patient + "x", "Ouyang^Xiaoyan", "Chest");
        String answer = Http.user(port, "doctor")
                .get("/api/studies/" + study + "/person")
                .body();
        assertThat(answer).contains(study).doesNotContain(other);
    }

    @Test
    void nobodyIsAnsweredWithoutASession() {
        Http nobody = new Http(port);
        nobody.get("/api/me");
        assertThat(nobody.send("POST", "/api/studies/search", "application/json", "{\"words\":\"a\",\"limit\":5}")
                        .statusCode())
                .isEqualTo(401);
    }

    private String found(String typed) {
        return Http.user(port, "doctor")
                .send("POST", "/api/studies/search", "application/json", "{\"words\":\"" + typed + "\",\"limit\":200}")
                .body();
    }
}
