package org.yilian.dicom;

import java.util.Arrays;
import java.util.List;

/** Encapsulated pixel data: the basic offset table, then the fragments. */
record Fragments(List<byte[]> parts) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Fragments that && Arrays.deepEquals(parts.toArray(), that.parts.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts.toArray());
    }
}
