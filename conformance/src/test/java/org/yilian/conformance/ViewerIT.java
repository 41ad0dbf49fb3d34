package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/**
 * The viewer in a real browser, as a radiologist and as a patient use it. What they saw is left in {@code
 * target/screenshots}.
 */
@ExtendWith(InBrowser.class)
class ViewerIT {
    private static final int SLICES = 9;

    private static HubProcess hub;
    private static HubHttp hospital;
    private static Browser browser;

    private final String patient = "V" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @BeforeAll
    static void aRadiologist() {
        hub = InBrowser.hub();
        hospital = HubHttp.client(hub.http(), "h001", "dicomweb.write");
        browser = InBrowser.browser();
        browser.logIn("radiologist");
    }

    static Stream<Arguments> transferSyntaxes() {
        return Stream.of(
                Arguments.of("explicit", null),
                Arguments.of("implicit", List.of("dcmconv", "+ti")),
                Arguments.of("deflated", List.of("dcmconv", "+td")),
                Arguments.of("rle", List.of("dcmcrle")),
                Arguments.of("jpeg-lossless", List.of("dcmcjpeg", "+e1")),
                Arguments.of("jpeg-ls", List.of("dcmcjpls", "+el")),
                Arguments.of("jpeg-2000", List.of("opj_compress")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transferSyntaxes")
    void aSeriesIsOpenedScrolledAndMeasured(String name, List<String> converter) throws IOException {
        if (converter != null) {
            ForeignTool.need(converter.get(0));
        }
        CtSeries ct = CtSeries.of(patient, "20260701", SLICES);
        ct.store(hospital, folder, converter);
        StudyPage study = StudyPage.open(browser, ct);
        assertThat(study.place(0)).isEqualTo(5);

        browser.keys("ArrowDown", "ArrowDown");
        study.awaitPlace(7);
        browser.keys("End");
        study.awaitPlace(SLICES);

        browser.keys("l");
        browser.drag(By.cssSelector(".field canvas"), -60, 20, 60, 20);
        Matcher length = browser.untilText(By.cssSelector(".field svg text"), "(\\d+(?:\\.\\d+)?) mm");
        double perPixel = 120 / Double.parseDouble(length.group(1));
        assertThat(perPixel).as("screen pixels of a millimetre").isBetween(1.0, 20.0);
        browser.screenshot(InBrowser.SCREENS.resolve("ct-" + name + ".png"));
    }

    @Test
    void aProbeReadsHounsfieldUnits() throws IOException {
        CtSeries ct = CtSeries.of(patient, "20260701", SLICES);
        ct.store(hospital, folder, null);
        StudyPage.open(browser, ct);
        browser.keys("u");
        browser.drag(By.cssSelector(".field canvas"), 0, -290, 1, -290);
        browser.untilText(By.cssSelector(".field svg text"), "-1000 HU");
    }

    @Test
    void aPriorOfTheSamePersonStandsBesideItAndScrollsWithIt() throws IOException {
        CtSeries before = CtSeries.of(patient, "20260301", SLICES);
        CtSeries now = CtSeries.of(patient, "20260701", SLICES);
        before.store(hospital, folder, null);
        now.store(hospital, folder, null);
        Waiting.until("both studies are one person's", () -> hubAnswers(now).size() == 2);

        StudyPage study = StudyPage.open(browser, now);
        browser.keys("c");
        browser.until(page -> browser.texts(By.cssSelector(".corner-br b")).size() == 2 ? true : null);
        assertThat(browser.texts(By.cssSelector(".pane-label")))
                .containsExactly("Current 2026-07-01", "Prior 2026-03-01");
        browser.keys("t", "ArrowUp", "ArrowUp");
        browser.until(page -> study.place(0) == 3 && study.place(1) == 3 ? true : null);
        browser.keys("y", "ArrowUp");
        browser.until(page -> study.place(1) == 2 ? true : null);
        assertThat(study.place(0)).isEqualTo(3);
        browser.screenshot(InBrowser.SCREENS.resolve("ct-with-prior.png"));
    }

    @Test
    void theListIsSearchedByChineseNameAndByPinyin() throws IOException {
        CtSeries ct = CtSeries.of(patient, "20260701", 1);
        ct.store(hospital, folder, null);
        for (String typed : List.of("欧阳 " + patient, "ouyangxiao " + patient)) {
            browser.go("/viewer/");
            browser.see(By.cssSelector(".find input")).sendKeys(typed);
            browser.until(page -> page.findElements(By.cssSelector(".row")).size() == 1 ? true : null);
            assertThat(browser.see(By.cssSelector(".row")).getDomProperty("href"))
                    .endsWith(ct.study());
        }
        browser.screenshot(InBrowser.SCREENS.resolve("list.png"));
    }

    @Test
    void aPatientOpensALinkOnAPhoneAndARevokedOneShowsNothing() throws IOException {
        CtSeries ct = CtSeries.of(patient, "20260701", SLICES);
        ct.store(hospital, folder, null);
        HubHttp doctor = HubHttp.user(hub.http(), "doctor");
        JsonNode link = doctor.post(
                        "/api/shares", "application/json", "{\"study\":\"" + ct.study() + "\",\"hours\":24}")
                .json();
        try (Browser phone = Browser.open(hub.http())) {
            phone.size(412, 900);
            phone.go(link.path("path").asText());
            phone.see(By.cssSelector(".link-code")).sendKeys(link.path("code").asText());
            phone.enter();
            phone.see(By.cssSelector(".corner-br b"));
            assertThat(phone.texts(By.cssSelector("button[aria-label='Share with the patient']")))
                    .isEmpty();
            phone.screenshot(InBrowser.SCREENS.resolve("link-on-a-phone.png"));
            for (String tool : List.of("Angle", "ROI", "HU", "Length")) {
                phone.press(tool);
                phone.see(By.xpath("//nav//button[@aria-pressed='true'][normalize-space(.)='" + tool + "']"));
            }
            assertThat(phone.see(By.xpath("//nav//button[normalize-space(.)='MPR']"))
                            .getSize()
                            .getWidth())
                    .as("wide enough for a thumb")
                    .isGreaterThanOrEqualTo(44);

            assertThat(doctor.ask("DELETE", "/api/shares/" + link.path("id").asText(), null, null, null)
                            .status())
                    .isEqualTo(204);
            phone.go("/viewer/?study=" + ct.study() + "&guest=1");
            phone.seeText("This link is no longer valid");
        }
    }

    private static JsonNode hubAnswers(CtSeries ct) {
        return HubHttp.user(hub.http(), "doctor").json("/api/studies/" + ct.study() + "/person");
    }
}
