package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** A radiologist keeps key images in the study, a doctor opens them, the radiologist takes them back: in a real browser. */
@Timeout(300)
@ExtendWith(InBrowser.class)
class ViewerKeyImagesIT {
    private static final By KEPT = By.cssSelector(".kept");
    private static final By KEPT_IMAGES = By.cssSelector(".kept-images button");

    private final Browser browser = InBrowser.browser();

    @TempDir
    Path folder;

    @Test
    void keyImagesAreKeptForEverybodyAndTakenBackByTheirAuthor() throws IOException {
        CtSeries ct = CtSeries.of("K" + UUID.randomUUID().toString().substring(0, 8), "20260701", 9);
        ct.store(HubHttp.client(InBrowser.hub().http(), "h001", "dicomweb.write"), folder, null);

        browser.logIn("radiologist");
        StudyPage study = StudyPage.open(browser, ct);
        browser.keys("k", "ArrowDown", "ArrowDown");
        study.awaitPlace(7);
        browser.keys("k", "j");
        browser.choose("Title", "For teaching");
        browser.type("Note", "右肺上叶结节");
        browser.press("Save 2 for everybody");
        browser.until(page -> page.findElements(KEPT_IMAGES).size() == 2 ? true : null);
        assertThat(browser.text()).contains("No image is marked yet");
        browser.screenshot(InBrowser.SCREENS.resolve("key-images-saved.png"));

        browser.logIn("doctor");
        study = StudyPage.open(browser, ct);
        assertThat(study.place(0)).isEqualTo(5);
        browser.keys("j");
        browser.press("Key image 2");
        study.awaitPlace(7);
        browser.press("Key image 1");
        study.awaitPlace(5);
        assertThat(browser.see(KEPT).getText())
                .contains("For teaching", "右肺上叶结节", "影像科何医生")
                .doesNotContain("Take back");
        browser.screenshot(InBrowser.SCREENS.resolve("key-images-of-another.png"));

        browser.logIn("radiologist");
        StudyPage.open(browser, ct);
        browser.keys("j");
        browser.press("Take back");
        browser.type("Reason", "wrong side");
        browser.enter();
        browser.until(page -> page.findElements(KEPT).isEmpty() ? true : null);
    }
}
