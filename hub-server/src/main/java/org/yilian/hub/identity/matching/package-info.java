/**
 * Whether two source records are one person: a pure, versioned function, with the keys by which candidates are found. No
 * Spring, no database, no clock; {@code docs/identity.md} says how it decides and how well.
 */
package org.yilian.hub.identity.matching;
