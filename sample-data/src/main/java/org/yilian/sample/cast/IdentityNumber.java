package org.yilian.sample.cast;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The citizen identity number of GB 11643: six digits of an administrative division, the birth date, three digits in
 * order (odd for men, even for women) and a check character by ISO 7064 MOD 11-2.
 */
public final class IdentityNumber {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    private IdentityNumber() {}

    /**
     * @param division six digits
     * @param order 0 to 999; its parity says the sex
     */
    public static String of(String division, LocalDate birthDate, int order) {
        String body = division + DATE.format(birthDate) + String.format(Locale.ROOT, "%03d", order);
        return body + check(body);
    }

    /** Whether form, birth date and check character are right; the check character must be an upper case X. */
    public static boolean isValid(String number) {
        if (!number.matches("[1-9][0-9]{16}[0-9X]")) {
            return false;
        }
        try {
            birthDate(number);
        } catch (DateTimeException e) {
            return false;
        }
        return check(number.substring(0, 17)) == number.charAt(17);
    }

    public static LocalDate birthDate(String number) {
        return LocalDate.parse(number.substring(6, 14), DATE);
    }

    public static Sex sex(String number) {
        return (number.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    private static char check(String body) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }
}
