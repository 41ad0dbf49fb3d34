package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;

/** The portal and the viewer in a real browser, as the people of the region use them. */
@ExtendWith(InBrowser.class)
class PagesIT {
    private static final OruFeed RESULTS = new OruFeed("WEB", 3, 12);
    private static final ImageFeed IMAGES = new ImageFeed("WEB", 3, 128);
    private static Browser browser;

    @BeforeAll
    static void aRegionWithResultsAndImages() throws Exception {
        HubProcess hub = InBrowser.hub();
        browser = InBrowser.browser();
        try (MllpClient client = new MllpClient(
                MllpClientSettings.of(hub.address().host(), hub.address().mllpPort()))) {
            for (int n = 0; n < RESULTS.patients(); n++) {
                assertThat(client.send(RESULTS.message(n)).orElseThrow().code()).isEqualTo(AckCode.AA);
            }
        }
        try (DicomClient client = IMAGES.connect(hub.address())) {
            for (int n = 0; n < IMAGES.size(); n++) {
                assertThat(IMAGES.store(client, n, IMAGES.bytes(n))).isZero();
            }
        }
        for (int n = 0; n < RESULTS.patients(); n++) {
            assertThat(SharedHub.settledState(RESULTS.controlId(n))).isEqualTo("DONE");
        }
    }

    @Test
    void nobodyGetsInWithAWrongPassword() {
        browser.forget();
        browser.go("/");
        browser.type("User name", "doctor");
        browser.type("Password", "wrong");
        browser.press("Log in");
        assertThat(browser.see(By.cssSelector("[role=alert]")).getText()).isNotBlank();
        assertThat(browser.text()).doesNotContain("Overview");
    }

    @Test
    void anOperatorFindsAMessageAndWhatItSaid() {
        browser.logIn("operator");
        browser.go("/#/messages?controlId=" + RESULTS.controlId(1));
        browser.seeText(RESULTS.controlId(1)).click();
        browser.press("Raw");
        browser.seeText("OBX");
        assertThat(browser.title()).contains("Messages");
    }

    @Test
    void aDoctorFindsAPersonAndTheirResultsOfAnotherHospital() {
        browser.logIn("doctor");
        browser.go("/#/people");
        browser.type("Name, hospital number or identity number", RESULTS.patientNumber(2));
        browser.enter();
        browser.seeText("测试0002").click();
        browser.seeText("空腹葡萄糖");
        browser.seeText("mmol/L");
    }

    @Test
    void aDoctorOpensRecordsInAnEmergencyAndAnAuditorJudgesIt() {
        browser.logIn("doctor");
        browser.go("/#/people");
        browser.press("Emergency access");
        browser.type("Identity number or hospital number", RESULTS.patientNumber(2));
        browser.type("Reason", "unconscious, no relatives");
        browser.press("I answer for it: open now");
        browser.seeText("空腹葡萄糖");
        browser.logIn("auditor");
        browser.go("/#/emergency");
        browser.seeText("unconscious, no relatives");
        browser.press("Justified");
        browser.seeText("Nothing waits for a judgement");
    }

    /** docs/examples/smart-app as it stands, opened by the portal's own menu. */
    @Test
    void aDoctorOpensTheSampleAppWithAPersonSeesTheirResultsAndEndsItsAccess() throws IOException {
        browser.logIn("doctor");
        browser.go("/#/people");
        browser.type("Name, hospital number or identity number", RESULTS.patientNumber(2));
        browser.enter();
        browser.seeText("测试0002").click();
        browser.run("window.open = (address) => { document.body.dataset.opened = address; }");
        browser.press("Open in an app");
        browser.seeText("Sample app").click();
        String opened = browser.see(By.cssSelector("body[data-opened]")).getDomAttribute("data-opened");
        assertThat(opened).startsWith("http://127.0.0.1:9000/?iss=");
        try (ServedPage app = ServedPage.of(Path.of("..", "docs", "examples", "smart-app", "index.html"))) {
            browser.go(app.inPlaceOf(URI.create(opened)));
            assertThat(browser.see(By.xpath("//h1[contains(., '0002')]")).getText())
                    .isEqualTo("测试0002");
            browser.seeText("空腹葡萄糖");
            assertThat(browser.texts(By.cssSelector("#results tr"))).hasSize(12).anySatisfy(row -> assertThat(row)
                    .contains("2026-03-02", "空腹葡萄糖", "mmol/L"));
        }
        browser.go("/#/apps");
        browser.seeText("Sample app");
        browser.press("End access");
        browser.press("End it");
        browser.seeText("No app has access now");
    }

    @Test
    void aPlannerSeesNumbersWithTheirDefinitions() {
        browser.logIn("planner");
        browser.go("/#/sharing?from=2026-03&to=2026-03");
        browser.press("Definitions");
        browser.seeText("sharedResults");
    }

    @Test
    void whoMayNotSeeAPageIsToldSo() {
        browser.logIn("planner");
        browser.go("/#/messages");
        assertThat(browser.see(By.cssSelector("main")).getText()).doesNotContain("Control id");
    }

    @Test
    void aRadiologistSeesAnImageThatIsOne() throws IOException {
        browser.logIn("radiologist");
        browser.go("/viewer/?study=" + IMAGES.study(0));
        WebElement canvas = browser.see(By.cssSelector(".field canvas"));
        browser.until(page -> greys(browser.picture(canvas)) > 50 ? true : null);
        browser.go("/viewer/");
        browser.seeText("测");
    }

    @Test
    void theViewerFitsAPhone() throws IOException {
        browser.logIn("radiologist");
        browser.size(412, 900);
        try {
            browser.go("/viewer/?study=" + IMAGES.study(0));
            WebElement canvas = browser.see(By.cssSelector(".field canvas"));
            browser.until(page -> greys(browser.picture(canvas)) > 50 ? true : null);
            assertThat(canvas.getRect().getWidth()).isBetween(300, 412);
        } finally {
            browser.size(1400, 900);
        }
    }

    @Test
    void thePortalSpeaksChinese() {
        browser.logIn("planner");
        browser.press("中文");
        browser.seeText("区域总览");
        browser.press("English");
        browser.seeText("Overview");
    }

    /** How many different greys a picture has: an empty field has a few, an image has many. */
    private static int greys(byte[] png) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            Set<Integer> found = new HashSet<>();
            for (int y = 0; y < picture.getHeight(); y += 3) {
                for (int x = 0; x < picture.getWidth(); x += 3) {
                    int rgb = picture.getRGB(x, y);
                    int red = rgb >> 16 & 0xFF;
                    if (red == (rgb >> 8 & 0xFF) && red == (rgb & 0xFF)) {
                        found.add(red);
                    }
                }
            }
            return found.size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
