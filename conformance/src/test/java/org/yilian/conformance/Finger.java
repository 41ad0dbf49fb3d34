package org.yilian.conformance;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Point;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One finger on the screen, as the browser's own input has it: it taps and swipes as a real one does. */
record Finger(ChromeDriver driver) {
    private static final int STEPS = 8;

    void tap(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'nearest', inline: 'nearest'})", element);
        touch("touchStart", List.of(middle(element)));
        touch("touchEnd", List.of());
    }

    void swipe(WebElement element, int right, int down) {
        Point from = middle(element);
        touch("touchStart", List.of(from));
        for (int step = 1; step <= STEPS; step++) {
            touch("touchMove", List.of(from.moveBy(right * step / STEPS, down * step / STEPS)));
        }
        touch("touchEnd", List.of());
    }

    private Point middle(WebElement element) {
        Rectangle place = element.getRect();
        Number scrolled = (Number) driver.executeScript("return window.scrollY");
        return new Point(
                place.getX() + place.getWidth() / 2, place.getY() + place.getHeight() / 2 - scrolled.intValue());
    }

    private void touch(String type, List<Point> fingers) {
        driver.executeCdpCommand(
                "Input.dispatchTouchEvent",
                Map.of(
                        "type",
                        type,
                        "touchPoints",
                        fingers.stream()
                                .map(finger -> Map.of("x", finger.getX(), "y", finger.getY()))
                                .toList()));
    }
}
