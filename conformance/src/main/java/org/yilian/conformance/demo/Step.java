package org.yilian.conformance.demo;

import java.util.List;

/** One part of the story. */
@FunctionalInterface
interface Step {
    List<Finding> check(Played played) throws Exception;
}
