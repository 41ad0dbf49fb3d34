package org.yilian.hub.identity.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resident identity number, GB 11643-1999: 6 digits region, 8 digits birth date, 3 digits order (odd for men), one check
 * character by ISO 7064 MOD 11-2.
 *
 * @param value 18 characters, the check character in upper case
 */
public record CitizenId(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final Pattern WHOLE = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final Pattern OLD = Pattern.compile("[1-9]\\d{14}");
    private static final String CHECKS = "10X98765432";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(java.time.format.ResolverStyle.STRICT);

    /** Reads a number as people type it: full-width digits, lower-case x and blanks are mended; anything else is empty. */
    public static Optional<CitizenId> of(String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        String plain = Text.narrow(typed).replace(" ", "").toUpperCase(java.util.Locale.ROOT);
        if (!WHOLE.matcher(plain).matches() || check(plain) != plain.charAt(17)) {
            return Optional.empty();
        }
        CitizenId id = new CitizenId(plain);
        return id.date().isPresent() ? Optional.of(id) : Optional.empty();
    }

    /** As {@link #of}, and a number of 15 digits, as given until 1999, as the one of 18 that took its place. */
    public static Optional<CitizenId> ofAnyLength(String typed) {
        String plain = typed == null ? "" : Text.narrow(typed).replace(" ", "");
        if (!OLD.matcher(plain).matches()) {
            return of(typed);
        }
        String longer = plain.substring(0, 6) + "19" + plain.substring(6);
        return of(longer + check(longer));
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private Optional<LocalDate> date() {
        try {
            return Optional.of(LocalDate.parse(value.substring(6, 14), DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As {@code 1980-02-29}. */
    public String birthDate() {
        return date().orElseThrow().toString();
    }

    /** {@code male} or {@code female}. */
    public String sex() {
        return (value.charAt(16) - '0') % 2 == 1 ? "male" : "female";
    }

    /** First three and last two characters, for people who may know that it exists but not what it is. */
    public static String masked(String value) {
        return value.length() < 8
                ? ""
                : value.substring(0, 3) + "*".repeat(value.length() - 5) + value.substring(value.length() - 2);
    }

    /** Not the number. */
    @Override
    public String toString() {
        return "CitizenId";
    }
}
