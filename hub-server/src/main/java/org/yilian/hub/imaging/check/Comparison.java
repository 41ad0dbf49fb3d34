package org.yilian.hub.imaging.check;

import java.time.Instant;

/**
 * One comparison of store and index.
 *
 * @param objects that the store listed
 * @param orphans that nobody names, of the safe age, whether set aside or not
 * @param aside how many of them were set aside
 * @param missing that a row names and the store does not have
 */
public record Comparison(Instant begunAt, Instant endedAt, long objects, long orphans, long aside, long missing) {}
