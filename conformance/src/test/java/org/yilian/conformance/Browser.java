package org.yilian.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, driven as a person would: what is looked for is what the page says. */
final class Browser implements AutoCloseable {
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
                "--window-size=1400,900",
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

    /** Logs in by the form, as it stands on the page. */
    void logIn(String user) {
        driver.manage().deleteAllCookies();
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
