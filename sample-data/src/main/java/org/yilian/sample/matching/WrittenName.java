package org.yilian.sample.matching;

/** A name as a hospital keeps it: in one piece or in two. */
record WrittenName(String family, String given, String whole) {
    static WrittenName whole(String text) {
        return new WrittenName("", "", text);
    }

    static WrittenName parts(String family, String given) {
        return new WrittenName(family, given, "");
    }
}
