package org.yilian.hub.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps {@code listening.properties} in the data folder, so that whoever set a port to 0 can find it. */
@Component
class ListeningFile {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningFile.class);

    private final Path folder;
    private final Map<String, Integer> ports = new TreeMap<>();

    ListeningFile(HubSettings settings) {
        this.folder = settings.data();
    }

    @EventListener
    void on(ServletWebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            on(new Listening("http", event.getWebServer().getPort()));
        }
    }

    @EventListener
    synchronized void on(Listening listening) {
        LOG.info("listening: {} on port {}", listening.name(), listening.port());
        ports.put(listening.name(), listening.port());
        String text = ports.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(folder);
            Path fresh = Files.writeString(folder.resolve("listening.properties.new"), text);
            Files.move(fresh, folder.resolve("listening.properties"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("HUB_DATA: the data folder cannot be written", e);
        }
    }
}
