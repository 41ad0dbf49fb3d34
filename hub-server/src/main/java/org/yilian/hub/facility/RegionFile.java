package org.yilian.hub.facility;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Finds the region's description: a path means a file; {@code classpath:} and {@code file:} addresses are taken as they are. */
public final class RegionFile {
    private RegionFile() {}

    /** @throws RegionMistake when the description is wrong or cannot be read */
    public static Region read(String place, boolean demo) {
        boolean address = place.startsWith("classpath:") || place.startsWith("file:");
        Resource file = address ? new DefaultResourceLoader().getResource(place) : new FileSystemResource(place);
        return new RegionReader(file, demo).read();
    }
}
