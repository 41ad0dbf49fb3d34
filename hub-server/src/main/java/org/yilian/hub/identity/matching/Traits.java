package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known of one source record, as its hospital sent it. Empty text where nothing is known.
 *
 * @param name the name that lists show
 * @param names all names
 * @param birthDate as FHIR writes it, whole or in part
 * @param mrn the record's own number at its hospital
 * @param identifiers {@code system|value} of every identifier
 * @param replacedBy logical id of the record that took its place by a merge, or null
 */
public record Traits(
        String patient,
        String facility,
        String name,
        List<Name> names,
        String sex,
        String birthDate,
        List<Number> numbers,
        List<String> phones,
        List<String> addresses,
        Mother mother,
        int birthOrder,
        String mrn,
        Set<String> identifiers,
        boolean active,
        String replacedBy) {

    /** A name in one piece, or in two where its hospital keeps it so. */
    public record Name(String family, String given, String text) {
        /** As lists show it. */
        public String shown() {
            return text.isEmpty() ? family + given : text;
        }
    }

    /** The kind of a document, of those that count beyond one hospital. */
    public enum Kind {
        /** Identity number as typed, right or wrong. */
        CITIZEN,
        PASSPORT,
        /** Of people of Hong Kong, Macau and Taiwan, and foreigners' residence. */
        PERMIT,
        INSURANCE
    }

    /** A document's number as typed. */
    public record Number(Kind kind, String value) {}

    /** The mother of a child. @param number identity number as typed */
    public record Mother(String name, String number) {
        public static final Mother UNKNOWN = new Mother("", "");
    }

    /** The first identity number with a right checksum, else empty. */
    public String citizenId() {
        return numbers.stream()
                .filter(each -> each.kind() == Kind.CITIZEN)
                .flatMap(each -> CitizenId.ofAnyLength(each.value()).stream())
                .map(CitizenId::value)
                .findFirst()
                .orElse("");
    }

    /** The number that lists show, else empty. */
    public String phone() {
        return phones.stream()
                .map(Text::phone)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    public String comparableName() {
        return Text.name(name);
    }

    /** What this record is searched by, as kind and value. */
    public List<String[]> keys() {
        List<String[]> keys = new ArrayList<>();
        identifiers.forEach(each -> keys.add(new String[] {"ID", each}));
        if (!name.isEmpty()) {
            keys.add(new String[] {"NAME", comparableName()});
        }
        return keys;
    }

    /** Only what is compared: no identifiers, and nothing that stands elsewhere beside it. */
    public Traits compared() {
        return new Traits(
                "",
                "",
                "",
                names,
                sex,
                birthDate,
                numbers,
                phones,
                addresses,
                mother,
                birthOrder,
                "",
                Set.of(),
                true,
                null);
    }

    /** What {@link #compared} left, of this record. */
    public Traits at(String patient, String facility, String replacedBy) {
        return new Traits(
                patient,
                facility,
                names.isEmpty() ? "" : names.get(0).shown(),
                names,
                sex,
                birthDate,
                numbers,
                phones,
                addresses,
                mother,
                birthOrder,
                "",
                Set.of(),
                replacedBy == null,
                replacedBy);
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Traits[" + patient + "]";
    }
}
