package org.yilian.mappings.change;

import java.util.Objects;

/**
 * Where the resource is not known yet, it begins with all that is stored of another one: a record that gets a new number
 * is the same record.
 *
 * @param from {@code Type/id} of the other one, which is among the writes of the message
 */
public record Inheritance(String from) implements Change {
    public Inheritance {
        Objects.requireNonNull(from);
    }
}
