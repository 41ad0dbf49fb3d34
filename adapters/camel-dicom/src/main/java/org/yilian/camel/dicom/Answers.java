package org.yilian.camel.dicom;

import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The many forms in which a route may answer with many. */
final class Answers {
    private Answers() {}

    /**
     * @param body a stream, iterable, iterator, a single one, or null for none
     * @throws IllegalStateException if the body or one of its elements is anything else
     */
    static <T> Stream<T> stream(Object body, Class<T> type) {
        Stream<?> all;
        if (body == null) {
            all = Stream.empty();
        } else if (body instanceof Stream<?> stream) {
            all = stream;
        } else if (body instanceof Collection<?> collection) {
            all = collection.stream();
        } else if (body instanceof Iterable<?> iterable) {
            all = StreamSupport.stream(iterable.spliterator(), false);
        } else if (body instanceof Iterator<?> iterator) {
            all = StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
        } else {
            all = Stream.of(body);
        }
        return all.map(each -> cast(each, type));
    }

    private static <T> T cast(Object each, Class<T> type) {
        if (!type.isInstance(each)) {
            throw new IllegalStateException("the route answered with another type than " + type.getSimpleName());
        }
        return type.cast(each);
    }
}
