package org.yilian.sample.cast;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;

/** Writes people down at hospitals, with the slips it is told to make. Numbers run per hospital. */
final class RegistrationDesk {
    private static final Map<String, String> LOOK_ALIKES = Table.read("cast/look-alikes.csv").stream()
            .collect(Collectors.toMap(row -> row.text("char"), row -> row.text("typed")));

    private final Map<Hospital, Integer> counters = new EnumMap<>(Hospital.class);

    Registration register(
            Person person, Hospital hospital, Collection<Slip> slips, String guardianNumber, boolean twice, Dice dice) {
        String former = twice ? next(hospital) : null;
        PersonName name = person.name();
        LocalDate birthDate = person.birthDate();
        String identityNumber = person.identityNumber();
        String phone = person.phone();
        String address = person.address();
        for (Slip slip : slips) {
            switch (slip) {
                case ID_MISSING -> identityNumber = null;
                case ID_LOWER_CASE_X -> identityNumber = identityNumber.replace('X', 'x');
                case ID_FULL_WIDTH -> identityNumber = fullWidth(identityNumber);
                case ID_OF_GUARDIAN -> identityNumber = guardianNumber;
                case BIRTH_DAY_MONTH_SWAPPED -> birthDate = swapped(birthDate);
                case LOOK_ALIKE_CHARACTER -> name = lookAlike(name);
                case WRONG_PHONE -> phone = CastMaker.phone(dice);
                case ADDRESS_MISSING -> address = "";
                case SPACES_IN_NAME -> name = spaced(name);
            }
        }
        String number = next(hospital);
        return new Registration(
                person,
                hospital,
                number,
                former,
                name,
                birthDate,
                identityNumber,
                phone,
                address,
                new TreeSet<>(slips));
    }

    private String next(Hospital hospital) {
        return hospital.patientNumber(counters.merge(hospital, 1, Integer::sum));
    }

    static boolean canHappenTo(Person person, Slip slip) {
        return switch (slip) {
            case ID_LOWER_CASE_X -> person.identityNumber().endsWith("X");
            case ID_OF_GUARDIAN, ADDRESS_MISSING -> false;
            case BIRTH_DAY_MONTH_SWAPPED ->
                person.birthDate().getDayOfMonth() <= 12
                        && person.birthDate().getDayOfMonth()
                                != person.birthDate().getMonthValue();
            case LOOK_ALIKE_CHARACTER -> !lookAlike(person.name()).equals(person.name());
            case SPACES_IN_NAME -> !person.name().given().isEmpty();
            default -> true;
        };
    }

    private static LocalDate swapped(LocalDate date) {
        return LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
    }

    private static String fullWidth(String digits) {
        return digits.chars()
                .map(c -> c + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static PersonName spaced(PersonName name) {
        String given = name.given();
        int first = given.offsetByCodePoints(0, 1);
        return name.typedAs(
                name.family() + " ",
                first == given.length() ? given : given.substring(0, first) + " " + given.substring(first));
    }

    /** Replaces the last character that has a look-alike; surnames are checked against the card more carefully. */
    private static PersonName lookAlike(PersonName name) {
        int[] characters = name.given().codePoints().toArray();
        for (int i = characters.length - 1; i >= 0; i--) {
            String typed = LOOK_ALIKES.get(Character.toString(characters[i]));
            if (typed != null) {
                characters[i] = typed.codePointAt(0);
                return name.typedAs(name.family(), new String(characters, 0, characters.length));
            }
        }
        return name;
    }
}
