/** How well {@link org.yilian.hub.identity.matching.Matcher} links records whose truth is known: {@code ./hub evaluate-matching}. */
package org.yilian.hub.identity.evaluation;
