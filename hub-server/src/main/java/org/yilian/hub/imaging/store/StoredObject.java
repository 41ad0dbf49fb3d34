package org.yilian.hub.imaging.store;

/**
 * Where a published object lies.
 *
 * @param key name inside the store
 * @param size bytes of the whole file
 * @param dataSetOffset bytes of preamble and file meta information before the data set as received
 * @param sha256 hash of the data set bytes as received, lower-case hex
 */
public record StoredObject(String key, long size, int dataSetOffset, String sha256) {}
