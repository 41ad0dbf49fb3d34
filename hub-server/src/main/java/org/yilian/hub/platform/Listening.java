package org.yilian.hub.platform;

/**
 * A listener is open. Published by the feature that owns it; the port is the real one where the setting said 0.
 *
 * @param name {@code http}, {@code mllp}, {@code dicom}, ...
 */
public record Listening(String name, int port) {}
