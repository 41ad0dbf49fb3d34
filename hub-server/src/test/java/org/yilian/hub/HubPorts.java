package org.yilian.hub;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.springframework.core.env.Environment;

/** The ports a hub under test took, as it writes them down for whoever asked for free ones. */
public final class HubPorts {
    private HubPorts() {}

    /** @param name {@code http}, {@code mllp} or {@code dicom} */
    public static int of(Environment hub, String name) {
        try {
            Properties ports = new Properties();
            ports.load(new StringReader(
                    Files.readString(Path.of(hub.getRequiredProperty("hub.data"), "listening.properties"))));
            return Integer.parseInt(ports.getProperty(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
