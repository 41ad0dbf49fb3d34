package org.yilian.mappings.hl7v2.referral;

import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.yilian.mappings.hl7v2.MessageContext;

/**
 * REF^I12 to I15 and the answers to them, RRI^I12 to I15 (HL7 v2.8 section 11.6): a patient is referred, the referral is
 * modified, cancelled, asked about.
 */
public enum ReferralEvent {
    I12(ServiceRequestStatus.ACTIVE, TaskStatus.REQUESTED),
    I13(null, null),
    I14(ServiceRequestStatus.REVOKED, TaskStatus.CANCELLED),
    I15(null, null);

    private final ServiceRequestStatus status;
    private final TaskStatus task;

    ReferralEvent(ServiceRequestStatus status, TaskStatus task) {
        this.status = status;
        this.task = task;
    }

    /** REF. */
    public void refer(MessageContext context) {
        new ReferralMessage(context, this).refer();
    }

    /** RRI. */
    public void answer(MessageContext context) {
        new ReferralMessage(context, this).answer();
    }

    /** What becomes of the referral; null leaves it as it is. */
    ServiceRequestStatus status() {
        return status;
    }

    /** What becomes of its Task, when RF1-1 says nothing; null leaves it as it is. */
    TaskStatus task() {
        return task;
    }
}
