package org.yilian.sample.cast;

import java.time.LocalDate;
import java.util.Set;
import org.yilian.sample.Hospital;

/**
 * A person as one hospital wrote them down.
 *
 * @param number the hospital's number of the patient
 * @param formerNumber a second number given by mistake and merged into {@code number} later; null for most
 * @param identityNumber as typed; null where it was not taken down
 * @param slips what went wrong; empty for most
 */
public record Registration(
        Person person,
        Hospital hospital,
        String number,
        String formerNumber,
        PersonName name,
        LocalDate birthDate,
        String identityNumber,
        String phone,
        String address,
        Set<Slip> slips) {}
