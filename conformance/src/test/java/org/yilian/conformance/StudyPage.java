package org.yilian.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;

/** A study as it stands open in the viewer. */
record StudyPage(Browser browser) {
    private static final Pattern PLACE = Pattern.compile("(\\d+) / (\\d+)");
    private static final By CORNER = By.cssSelector(".corner-br b");

    /** Opens it; comes back when all images are there. */
    static StudyPage open(Browser browser, CtSeries ct) {
        browser.go("/viewer/?study=" + ct.study());
        return new StudyPage(browser).awaitImages();
    }

    StudyPage awaitImages() {
        browser.untilText(CORNER, PLACE.pattern());
        browser.until(page -> page.findElements(By.cssSelector(".progress")).isEmpty() ? true : null);
        return this;
    }

    /** Which image of its series a pane shows. */
    int place(int pane) {
        Matcher place = PLACE.matcher(browser.texts(CORNER).get(pane));
        return place.matches() ? Integer.parseInt(place.group(1)) : -1;
    }

    void awaitPlace(int wanted) {
        browser.until(page -> place(0) == wanted ? true : null);
    }
}
