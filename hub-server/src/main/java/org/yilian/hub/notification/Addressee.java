package org.yilian.hub.notification;

import java.util.List;
import org.yilian.hub.facility.Destination;
import org.yilian.mappings.hl7v2.out.OrderNumber;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/**
 * Somebody who is to hear of a result or an order, and how the patient and the order are called there.
 *
 * @param patient logical id of the patient's record at the receiver
 * @param numbers the receiver's own numbers of the patient; empty when it is not certain who that is there
 * @param placer the receiver's number of the order; null when it did not order
 * @param order logical id of the receiver's ServiceRequest, or null
 */
record Addressee(
        Destination destination, String patient, List<PatientNumber> numbers, OrderNumber placer, String order) {

    boolean certain() {
        return !numbers.isEmpty();
    }

    /** Nothing of the patient. */
    @Override
    public String toString() {
        return "Addressee[" + destination.name() + "]";
    }
}
