/**
 * A synthetic region made by code: people, four hospitals, what happened to them, the messages and images that tell it,
 * and a simulator that plays it over real sockets. The same {@link org.yilian.sample.RegionPlan} gives the same region,
 * byte for byte, on every Java version. Nobody in it exists.
 */
package org.yilian.sample;
