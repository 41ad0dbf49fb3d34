package org.yilian.dicom;

import java.util.ArrayList;
import java.util.List;

/** Items of one element, with what a writer must know to write them as they were read. */
final class Sequence {
    final List<DataSet> items = new ArrayList<>(2);

    /** Written with undefined length and a delimiter. */
    boolean undefinedLength;

    /** Read as VR UN of undefined length: its content is implicit VR little endian whatever the stream is (CP-246). */
    boolean unknownVr;

    @Override
    public boolean equals(Object other) {
        return other instanceof Sequence that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
