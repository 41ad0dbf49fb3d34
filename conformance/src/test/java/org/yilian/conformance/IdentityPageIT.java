package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;

/** The steward's desk in a real browser: a pair that may be one person, a verdict, and a dry run of the rules. */
@ExtendWith(InBrowser.class)
class IdentityPageIT {
    private static final String REASON = "checked by telephone";
    private static Browser browser;

    @BeforeAll
    static void twoRecordsThatMayBeOnePerson() throws Exception {
        HubProcess hub = InBrowser.hub();
        browser = InBrowser.browser();
        try (MllpClient client = new MllpClient(
                MllpClientSettings.of(hub.address().host(), hub.address().mllpPort()))) {
            for (String facility : List.of("H001", "H002")) {
                assertThat(client.send(registration(facility)).orElseThrow().code())
                        .isEqualTo(AckCode.AA);
            }
        }
        for (String facility : List.of("H001", "H002")) {
            assertThat(SharedHub.settledState("PAIR-" + facility)).isEqualTo("DONE");
        }
    }

    private static byte[] registration(String facility) {
        String phone = facility.equals("H001") ? "13805710001" : "13905719999";
        String text = "MSH|^~\\&|HIS|" + facility + "|HUB|YILIAN|20260302080000+0800||ADT^A28^ADT_A05|PAIR-" + facility
                + "|P|2.5.1||||||UNICODE UTF-8\rEVN|A28|20260302080000+0800\rPID|1||PAIR" + facility + "^^^" + facility
                + "^MR||孙^丽^^^^^L||19770417|F|||||" + phone + "^PRN^CP\r";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aStewardComparesAPairAndSaysThatTheyAreTwo() {
        browser.logIn("steward");
        browser.go("/#/identity");
        browser.see(By.xpath("//tr[contains(., '1977-04-17')]//button")).click();
        assertThat(browser.see(By.cssSelector("table.compare mark")).getText())
                .as("what differs is marked")
                .isNotBlank();
        assertThat(browser.see(By.cssSelector("table.compare")).getText()).contains("13805710001", "13905719999");
        reason();
        browser.press("Two people");
        browser.seeText("All verdicts").click();
        browser.seeText(REASON);
    }

    @Test
    void aStewardSeesWhatTodaysRulesWouldChange() {
        browser.logIn("steward");
        browser.go("/#/identity");
        browser.seeText("Rules").click();
        browser.press("Dry run");
        reason();
        browser.press("Begin");
        browser.seeText("finished");
        assertThat(browser.text()).contains("Links made by older rules: 0");
    }

    private static void reason() {
        browser.see(By.cssSelector("textarea[aria-label^='Reason']")).sendKeys(REASON);
    }
}
