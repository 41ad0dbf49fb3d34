package org.yilian.hub.imaging.study;

import java.time.Duration;

/**
 * @param quiet how long a study must be quiet before it is written
 * @param latest how long it may lag behind at most
 * @param complete how long nothing may come until it counts as complete
 * @param wadoRoot address of the DICOMweb root, for the Endpoint
 */
public record StudyTiming(Duration quiet, Duration latest, Duration complete, String wadoRoot) {}
