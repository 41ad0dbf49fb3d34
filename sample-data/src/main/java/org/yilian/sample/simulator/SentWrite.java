package org.yilian.sample.simulator;

import org.yilian.sample.Hospital;

/**
 * A FHIR transaction that made one resource.
 *
 * @param system of the resource's business identifier
 * @param status of HTTP; -1 if there was no answer, -2 if the patient could not be found
 */
public record SentWrite(
        Hospital hospital, String personKey, String resourceType, String system, String value, int status) {
    public static final int NO_ANSWER = -1;
    public static final int NO_PATIENT = -2;

    public boolean accepted() {
        return status >= 200 && status < 300;
    }
}
