package org.yilian.mappings.hl7v2.order;

import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** ORC-5 (HL7 table 0038) to ServiceRequest.status, after the guide's map OrderStatus. */
public final class OrderStatus {
    private OrderStatus() {}

    /**
     * Null when the code is not in the table. A is "some, but not all, results available", which the guide leaves out.
     */
    public static ServiceRequestStatus of(String code) {
        return switch (code) {
            case "CA", "DC", "RP" -> ServiceRequestStatus.REVOKED;
            case "CM" -> ServiceRequestStatus.COMPLETED;
            case "ER" -> ServiceRequestStatus.ENTEREDINERROR;
            case "HD" -> ServiceRequestStatus.ONHOLD;
            case "A", "IP", "SC" -> ServiceRequestStatus.ACTIVE;
            default -> null;
        };
    }
}
