package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.hub.identity.matching.Text;
import org.yilian.mappings.hl7v2.query.Answer;
import org.yilian.mappings.hl7v2.query.Query;

/**
 * QPD-3 of a PDQ query (IHE ITI-21 3.21.4.1.2.3.3): all parameters have to hold. A value may end with an asterisk. Case,
 * width and blanks do not matter.
 *
 * @param numbers numbers to be had, with or without an authority
 */
record PersonCriteria(List<Query.Number> numbers, Map<String, String> values, List<Answer.Error> errors) {
    private static final Set<String> KNOWN =
            Set.of("family", "given", "birth", "sex", "street", "city", "state", "postal", "country", "phone");

    static PersonCriteria of(Query query) {
        List<Query.Number> numbers = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        List<Answer.Error> errors = new ArrayList<>();
        for (Query.Criterion each : query.criteria()) {
            String word = word(each.path());
            if (word.equals("number")) {
                numbers.add(new Query.Number(each.value(), null, null, null));
            } else if (word.startsWith("authority") && !numbers.isEmpty()) {
                numbers.set(numbers.size() - 1, with(numbers.get(numbers.size() - 1), word, each.value()));
            } else if (KNOWN.contains(word)) {
                values.put(word, each.value());
            } else if (!word.equals("ignored")) {
                errors.add(new Answer.Error(3, each.repetition(), 1, "103", "Query parameter not supported"));
            }
        }
        return new PersonCriteria(numbers, values, errors);
    }

    private static String word(String path) {
        return switch (path) {
            case "PID.3", "PID.3.1" -> "number";
            case "PID.3.4", "PID.3.4.1" -> "authority-name";
            case "PID.3.4.2" -> "authority-oid";
            // What kind of OID it is, and what type of number: both follow from the authority.
            case "PID.3.4.3", "PID.3.5" -> "ignored";
            case "PID.5", "PID.5.1", "PID.5.1.1" -> "family";
            case "PID.5.2" -> "given";
            case "PID.7", "PID.7.1" -> "birth";
            case "PID.8" -> "sex";
            case "PID.11", "PID.11.1", "PID.11.1.1" -> "street";
            case "PID.11.3" -> "city";
            case "PID.11.4" -> "state";
            case "PID.11.5" -> "postal";
            case "PID.11.6" -> "country";
            case "PID.13", "PID.13.1" -> "phone";
            default -> "";
        };
    }

    private static Query.Number with(Query.Number number, String word, String value) {
        return word.equals("authority-name")
                ? new Query.Number(number.value(), value, number.oid(), null)
                : new Query.Number(number.value(), number.name(), value, null);
    }

    /** The birth date as FHIR writes it, if it is a whole day. */
    String birthDate() {
        String birth = values.getOrDefault("birth", "");
        return birth.matches("\\d{8}.*")
                ? birth.substring(0, 4) + "-" + birth.substring(4, 6) + "-" + birth.substring(6, 8)
                : "";
    }

    /** The beginning of the name as the record has it; empty if the query does not say it. */
    String nameBegins() {
        String family = plain(values.get("family"));
        String given = plain(values.get("given"));
        boolean han = family.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        if (!han) {
            return given;
        }
        boolean open = values.get("family").endsWith("*");
        return open ? family : family + given;
    }

    private static String plain(String value) {
        return value == null ? "" : Text.name(value.replace("*", ""));
    }

    boolean matches(Patient patient) {
        return name(patient)
                && (birthDate().isEmpty()
                        ? startsWith(values.get("birth"), date(patient))
                        : birthDate().equals(patient.getBirthDateElement().getValueAsString()))
                && sex(patient)
                && address(patient)
                && phone(patient);
    }

    private static String date(Patient patient) {
        return patient.hasBirthDate()
                ? patient.getBirthDateElement().getValueAsString().replace("-", "")
                : "";
    }

    private static boolean startsWith(String asked, String known) {
        return asked == null || known.startsWith(asked);
    }

    private boolean name(Patient patient) {
        String family = values.get("family");
        String given = values.get("given");
        if (family == null && given == null) {
            return true;
        }
        return patient.getName().stream().anyMatch(each -> name(each, family, given));
    }

    /** A name that the hospital keeps in one piece is compared in one piece. */
    private static boolean name(HumanName name, String family, String given) {
        if (!name.hasFamily()) {
            String whole = (family == null ? "*" : family) + (given == null ? "*" : given);
            return like(whole, name.getText());
        }
        boolean wholeInFamily = given == null && like(family, name.getText());
        return wholeInFamily
                || (family == null || like(family, name.getFamily()))
                        && (given == null || name.getGiven().stream().anyMatch(each -> like(given, each.getValue())));
    }

    private boolean sex(Patient patient) {
        String asked = values.get("sex");
        if (asked == null) {
            return true;
        }
        String known = patient.hasGender() ? patient.getGender().toCode() : "unknown";
        return switch (asked.toUpperCase(Locale.ROOT)) {
            case "M" -> known.equals("male");
            case "F" -> known.equals("female");
            case "O", "A", "N" -> known.equals("other");
            default -> known.equals("unknown");
        };
    }

    private boolean address(Patient patient) {
        boolean asked =
                values.keySet().stream().anyMatch(Set.of("street", "city", "state", "postal", "country")::contains);
        return !asked || patient.getAddress().stream().anyMatch(this::address);
    }

    private boolean address(Address address) {
        String street = address.hasLine() ? address.getLine().get(0).getValue() : address.getText();
        return like(values.get("street"), street)
                && like(values.get("city"), address.getCity())
                && like(values.get("state"), address.getState())
                && like(values.get("postal"), address.getPostalCode())
                && like(values.get("country"), address.getCountry());
    }

    private boolean phone(Patient patient) {
        String asked = values.get("phone");
        return asked == null
                || patient.getTelecom().stream()
                        .filter(ContactPoint::hasValue)
                        .anyMatch(each -> Text.phone(each.getValue()).equals(Text.phone(asked)));
    }

    /** Nothing asked is always right; nothing known is never what was asked. */
    private static boolean like(String asked, String known) {
        if (asked == null) {
            return true;
        }
        if (known == null) {
            return false;
        }
        String wanted = Text.name(asked.replace("*", ""));
        String there = Text.name(known);
        boolean begins = asked.endsWith("*");
        boolean ends = asked.startsWith("*") && asked.length() > 1;
        if (begins && ends) {
            return there.contains(wanted);
        }
        return begins ? there.startsWith(wanted) : ends ? there.endsWith(wanted) : there.equals(wanted);
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "PersonCriteria" + values.keySet();
    }
}
