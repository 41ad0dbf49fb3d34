package org.yilian.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, driven as a person would: what is looked for is what the page says. */
final class Browser implements AutoCloseable {
    static final int PHONE_WIDTH = 390;
    static final int PHONE_HEIGHT = 844;
    private static final int DESK_WIDTH = 1400;
    private static final int DESK_HEIGHT = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DRIVER = "chromedriver";
    private static final String CHROMIUM = "chromium";
    private static final String PRESSABLE = """
            //button[normalize-space(.)='%1$s' or @aria-label='%1$s']
            | //a[normalize-space(.)='%1$s'] | //*[@role='tab'][normalize-space(.)='%1$s']""";
    private static final String FIELD = """
            //label[normalize-space(.)='%1$s']/ancestor::*[.//input or .//textarea][1]//*[self::input or self::textarea]
            | //input[@aria-label='%1$s']""";

    private final ChromeDriver driver;
    private final URI hub;

    private Browser(ChromeDriver driver, URI hub) {
        this.driver = driver;
        this.hub = hub;
    }

    /** Opens one, in English, or skips the test where none is installed. */
    static Browser open(URI hub) {
        ForeignTool.need(CHROMIUM);
        ForeignTool.need(DRIVER);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(ForeignTool.find(CHROMIUM).toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=" + DESK_WIDTH + "," + DESK_HEIGHT,
                // No graphics card: the viewer's WebGL is computed.
                "--use-gl=angle",
                "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(ForeignTool.find(DRIVER).toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), hub);
        browser.go("/");
        browser.driver.executeScript("localStorage.setItem('yilian.language', 'en')");
        return browser;
    }

    void go(String path) {
        driver.get(hub.resolve(path).toString());
    }

    /** Ends whatever session there is in this browser. */
    void forget() {
        driver.manage().deleteAllCookies();
    }

    /** Logs in by the form, as it stands on the page. */
    void logIn(String user) {
        forget();
        go("/");
        type("User name", user);
        type("Password", "demo");
        press("Log in");
        see(By.cssSelector("header.bar"));
    }

    /** Into the field of this label. */
    void type(String label, String text) {
        see(By.xpath(FIELD.formatted(label))).sendKeys(text);
    }

    /** Into the field that has the focus. */
    void write(String text) {
        driver.switchTo().activeElement().sendKeys(text);
    }

    /** Of the list of this label. */
    void choose(String label, String option) {
        new Select(see(By.xpath("//label[starts-with(normalize-space(.), '" + label + "')]//select")))
                .selectByVisibleText(option);
    }

    void enter() {
        driver.switchTo().activeElement().sendKeys(Keys.ENTER);
    }

    /** A button, link or tab by what it says. */
    void press(String name) {
        see(By.xpath(PRESSABLE.formatted(name))).click();
    }

    /** Waits until some visible text of the page contains this. */
    WebElement seeText(String text) {
        return see(By.xpath("//*[contains(text(), '" + text + "')]"));
    }

    WebElement see(By what) {
        return until(page -> page.findElements(what).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    <T> T until(ExpectedCondition<T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE).until(condition);
        } catch (org.openqa.selenium.TimeoutException e) {
            throw new AssertionError(
                    "the page does not get there; it says: "
                            + driver.findElement(By.tagName("body")).getText(),
                    e);
        }
    }

    void run(String script) {
        driver.executeScript(script);
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    /** Presses keys one after the other, as nobody's field has them. */
    void keys(String... names) {
        for (String name : names) {
            CharSequence key =
                    switch (name) {
                        case "ArrowDown" -> Keys.ARROW_DOWN;
                        case "ArrowUp" -> Keys.ARROW_UP;
                        case "End" -> Keys.END;
                        default -> name;
                    };
            new Actions(driver).sendKeys(key).perform();
        }
    }

    /** Drags with the left button; places are screen pixels from the middle of the element. */
    void drag(By what, int fromX, int fromY, int toX, int toY) {
        new Actions(driver)
                .moveToElement(see(what), fromX, fromY)
                .clickAndHold()
                .moveByOffset((toX - fromX) / 2, (toY - fromY) / 2)
                .moveByOffset(toX - fromX - (toX - fromX) / 2, toY - fromY - (toY - fromY) / 2)
                .release()
                .perform();
    }

    /** What these elements say, in the order of the page. */
    List<String> texts(By what) {
        return driver.findElements(what).stream().map(WebElement::getText).toList();
    }

    /** Waits until one of these elements says something of this form. */
    Matcher untilText(By what, String form) {
        Pattern pattern = Pattern.compile(form);
        return until(page -> page.findElements(what).stream()
                .map(element -> element.getDomProperty("textContent"))
                .filter(Objects::nonNull)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElse(null));
    }

    void screenshot(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    byte[] picture(WebElement of) {
        return of.getScreenshotAs(OutputType.BYTES);
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** From now on a phone: its screen, its density, fingers instead of a mouse. */
    void phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", PHONE_WIDTH, "height", PHONE_HEIGHT, "deviceScaleFactor", 2, "mobile", true));
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 5));
    }

    /** From now on a screen on a desk, with mouse and keys. */
    void desk() {
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        size(DESK_WIDTH, DESK_HEIGHT);
    }

    /** A finger on the middle of the element and off again; scrolled to first, as a person would. */
    void tap(By what) {
        new Finger(driver).tap(see(what));
    }

    /** A finger from the middle of the element this far and off again. */
    void swipe(By what, int right, int down) {
        new Finger(driver).swipe(see(what), right, down);
    }

    /** Whether nothing of the page is beyond the right edge of the screen. */
    boolean fitsItsWidth() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    /** How far this element is pushed to the side, once it rests: a finger on what still moves only stops it. */
    long restsAt(By what) {
        AtomicLong before = new AtomicLong(-1);
        return until(page -> {
            long now = ((Number) driver.executeScript("return Math.round(arguments[0].scrollLeft)", see(what)))
                    .longValue();
            return before.getAndSet(now) == now ? now : null;
        });
    }

    List<String> cookieNames() {
        return driver.manage().getCookies().stream().map(Cookie::getName).toList();
    }

    /** What went wrong in the page since it was last asked: scripts, refused sources, missing files. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                // Asked on purpose before anybody is known: 401 opens the form.
                .filter(message -> !message.contains("401"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
