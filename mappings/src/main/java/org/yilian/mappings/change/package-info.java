/**
 * What a message asks to be done to what is stored, where the message alone cannot know the result: a closed set of pure
 * changes, each without effect the second time.
 */
package org.yilian.mappings.change;
