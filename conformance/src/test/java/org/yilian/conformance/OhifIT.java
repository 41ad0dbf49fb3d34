package org.yilian.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** OHIF, as npm has it ready built, as a second viewer before the hub, in a real browser. */
@Timeout(300)
class OhifIT {
    private static final Path SCREENS = Path.of("target", "screenshots");

    @TempDir
    Path folder;

    @Test
    void ohifListsStudiesAndDrawsACt() throws IOException {
        Path ohif = Peers.ohif();
        HubProcess hub = SharedHub.get();
        CtSeries ct = CtSeries.of("H" + UUID.randomUUID().toString().substring(0, 8), "20260701", 5);
        ct.store(HubHttp.client(hub.http(), "h001", "dicomweb.write"), folder, null);
        Files.createDirectories(SCREENS);
        try (OhifServer server = new OhifServer(ohif, hub.http());
                Browser browser = Browser.open(hub.http())) {
            // Cookies know hosts, not ports: the session of the portal is the session of the second door.
            browser.logIn("radiologist");
            browser.go(server.address() + "/?mrn=" + ct.patientId());
            browser.seeText("Ouyang, Xiaoyan");
            browser.screenshot(SCREENS.resolve("ohif-list.png"));

            browser.go(server.address() + "/viewer?StudyInstanceUIDs=" + ct.study());
            browser.see(By.cssSelector("canvas"));
            browser.until(page -> greys(browser) > 20 ? true : null);
            browser.screenshot(SCREENS.resolve("ohif-ct.png"));
        }
    }

    /** How many different greys the image shows: black before it is drawn. */
    private static long greys(Browser browser) {
        byte[] png = browser.picture(browser.see(By.cssSelector("canvas")));
        try {
            var image = ImageIO.read(new ByteArrayInputStream(png));
            return java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                    .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()) & 0xFFFFFF)
                    .filter(rgb -> (rgb >> 16) == (rgb & 0xFF))
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
