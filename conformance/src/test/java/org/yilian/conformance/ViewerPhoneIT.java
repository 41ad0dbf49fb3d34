package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** List and study on a screen of a phone, with a finger: taps and swipes, no mouse and no keys. */
@Timeout(300)
@ExtendWith(InBrowser.class)
class ViewerPhoneIT {
    private static final By FIELD = By.cssSelector(".field canvas");
    private static final By TOOLS = By.cssSelector(".tools");

    private final Browser browser = InBrowser.browser();

    @TempDir
    Path folder;

    @BeforeEach
    void aPhone() {
        browser.logIn("radiologist");
        browser.phone();
    }

    @AfterEach
    void putAway() {
        browser.desk();
    }

    @Test
    void aStudyIsFoundOpenedAndScrolledWithAFinger() throws IOException {
        String patient = "F" + UUID.randomUUID().toString().substring(0, 8);
        CtSeries ct = CtSeries.of(patient, "20260701", 9);
        ct.store(HubHttp.client(InBrowser.hub().http(), "h001", "dicomweb.write"), folder, null);

        browser.go("/viewer/");
        assertThat(browser.fitsItsWidth()).as("the list").isTrue();
        browser.tap(By.cssSelector(".find input"));
        browser.write(patient);
        browser.until(page -> page.findElements(By.cssSelector(".row")).size() == 1 ? true : null);
        browser.screenshot(InBrowser.SCREENS.resolve("phone-list.png"));

        browser.tap(By.cssSelector(".row"));
        StudyPage study = new StudyPage(browser).awaitImages();
        assertThat(study.place(0)).isEqualTo(5);
        assertThat(browser.fitsItsWidth()).as("the study").isTrue();
        assertThat(browser.see(FIELD).getRect().getHeight())
                .as("the image has half of the screen at least")
                .isGreaterThan(Browser.PHONE_HEIGHT / 2);
        browser.screenshot(InBrowser.SCREENS.resolve("phone-study.png"));

        browser.swipe(FIELD, 0, -160);
        browser.until(page -> study.place(0) != 5 ? true : null);
        int after = study.place(0);
        browser.swipe(FIELD, 0, 160);
        browser.until(page -> study.place(0) != after ? true : null);

        browser.swipe(TOOLS, -250, 0);
        assertThat(browser.restsAt(TOOLS)).as("the bar is pushed sideways").isGreaterThan(100);
        browser.tap(By.xpath("//nav//button[normalize-space(.)='Key image']"));
        browser.see(By.xpath("//nav//button[normalize-space(.)='Key image'][@aria-pressed='true']"));
        browser.tap(By.xpath("//nav//button[normalize-space(.)='Key images']"));
        browser.seeText("Your marks");
        browser.see(By.cssSelector(".side figure"));
        assertThat(browser.see(By.cssSelector(".side-form button")).getText()).isEqualTo("Save 1 for everybody");
        assertThat(browser.fitsItsWidth()).as("key images").isTrue();
        browser.screenshot(InBrowser.SCREENS.resolve("phone-key-images.png"));
        browser.tap(By.cssSelector(".side figure button"));
        browser.until(page -> page.findElements(By.cssSelector(".side")).isEmpty() ? true : null);

        browser.tap(By.cssSelector("button[aria-label='Back to the studies']"));
        browser.see(By.cssSelector(".row"));
    }
}
