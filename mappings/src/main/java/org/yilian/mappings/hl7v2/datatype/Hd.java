package org.yilian.mappings.hl7v2.datatype;

import java.util.Locale;
import org.yilian.mappings.hl7v2.Field;

/**
 * HD (HL7 v2.8 section 2A.3.36): a name for whoever hands out numbers or runs an application, and a universal id.
 *
 * @param namespace HD-1 or null
 * @param universal HD-2 or null
 * @param type HD-3, HL7 table 0301, or null
 */
public record Hd(String namespace, String universal, String type) {

    /** A field of type HD; null when it is empty. */
    public static Hd of(Field field) {
        return of(field.get(1), field.get(2), field.get(3));
    }

    /** An HD in component {@code n}, its parts being subcomponents; null when it is empty. */
    public static Hd of(Field field, int n) {
        return of(field.get(n, 1), field.get(n, 2), field.get(n, 3));
    }

    static Hd of(String namespace, String universal, String type) {
        return namespace == null && universal == null ? null : new Hd(namespace, universal, type);
    }

    /** For people: the namespace, else the universal id. */
    public String name() {
        return namespace == null ? universal : namespace;
    }

    /** The universal id as a URI that means the same to everybody; null when it is none. */
    public String uri() {
        if (universal == null) {
            return null;
        }
        if (Uri.isOid(universal)) {
            return "urn:oid:" + universal;
        }
        String kind = type == null ? "" : type.toUpperCase(Locale.ROOT);
        return switch (kind) {
            case "UUID", "GUID" -> Uri.isUuid(universal) ? "urn:uuid:" + universal.toLowerCase(Locale.ROOT) : null;
            case "URI" -> Uri.isAbsolute(universal) ? universal : null;
            default -> null;
        };
    }
}
