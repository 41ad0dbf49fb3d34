package org.yilian.hub.imaging.query;

/** A query that cannot be answered. Names the parameter, which is a word of the standard, never its value. */
public final class BadQuery extends RuntimeException {
    private static final long serialVersionUID = 1;

    private BadQuery(String fixedText) {
        super(fixedText);
    }

    static BadQuery value(String keyword) {
        return new BadQuery("The value of " + keyword + " has not the form of this attribute");
    }

    static BadQuery unsupported(String keyword) {
        return new BadQuery("Matching on " + keyword + " is not supported");
    }

    static BadQuery number(String parameter) {
        return new BadQuery(parameter + " is a whole number, not negative");
    }
}
