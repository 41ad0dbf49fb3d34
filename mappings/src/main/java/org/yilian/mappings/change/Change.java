package org.yilian.mappings.change;

/**
 * Something a message does to the record beyond what it says of a resource. A closed set: whoever keeps a record has to
 * know what each of them means. Two changes that are equal do the same, and {@code toString} tells them apart.
 */
public sealed interface Change permits Amendment, Inheritance, Sweep {}
