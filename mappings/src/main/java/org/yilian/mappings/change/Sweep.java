package org.yilian.mappings.change;

import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;

/**
 * A change to resources the message does not name: those of the same facility that refer to a certain one.
 *
 * @param target {@code Type/id}
 * @param types only these; empty for all
 * @param except {@code Type/id} of those that stay as they are
 */
public record Sweep(String target, SortedSet<String> types, SortedSet<String> except, Effect effect) implements Change {
    public Sweep {
        types = new TreeSet<>(types);
        except = new TreeSet<>(except);
    }

    /** All that refers to {@code target} shall refer to {@code to} wherever it refers to {@code from}. */
    public static Sweep repoint(String target, String from, String to) {
        TreeSet<String> both = new TreeSet<>();
        both.add(from);
        both.add(to);
        return new Sweep(target, new TreeSet<>(), both, new Repoint(from, to));
    }

    /** What refers to {@code target} and is not among {@code kept} is no longer said. */
    public static Sweep retire(String target, String type, SortedSet<String> kept) {
        TreeSet<String> types = new TreeSet<>();
        types.add(type);
        return new Sweep(target, types, kept, new Retire());
    }

    /** Whether it is about this resource, given that it refers to the target. */
    public boolean includes(String type, String key) {
        return (types.isEmpty() || types.contains(type)) && !except.contains(key);
    }

    /** What happens to each. */
    public sealed interface Effect permits Repoint, Retire {
        /** Changes the resource given; false when it was like that already. */
        boolean on(Resource resource);

        /** Whether the resource is said anew by that, so that an older word about it no longer counts. */
        boolean renews();
    }
}
