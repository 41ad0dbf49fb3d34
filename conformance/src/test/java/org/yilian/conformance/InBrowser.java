package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The hub's pages in one browser for all test classes that name this extension. Skips them where there are no pages or no
 * browser, gives each a browser of the desk's size, and fails a test whose page complained. What was seen is left in {@link
 * #SCREENS}.
 */
final class InBrowser implements BeforeAllCallback, AfterEachCallback {
    static final Path SCREENS = Path.of("target", "screenshots");

    private static Browser browser;

    static HubProcess hub() {
        return SharedHub.get();
    }

    static Browser browser() {
        return browser;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ForeignTool.need("the pages", !Boolean.getBoolean("hub.pages.missing"));
        Files.createDirectories(SCREENS);
        browser = context.getRoot()
                .getStore(Namespace.create(InBrowser.class))
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(Browser.open(hub().http())), Shared.class)
                .browser();
        browser.desk();
        browser.forget();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(browser.complaints()).isEmpty();
    }

    /** Closed with the last test. */
    private record Shared(Browser browser) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            browser.close();
        }
    }
}
