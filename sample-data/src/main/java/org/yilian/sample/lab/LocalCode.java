package org.yilian.sample.lab;

/** A hospital's own code, name and unit (as it writes them) for a regional item. */
public record LocalCode(String code, String name, String unit, String item) {}
