package org.yilian.mappings.hl7v2.adt;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Account.AccountStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.FacilityProfile.VisitNumber;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.PidAccount;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * BAR and DFT messages (HL7 v2.8 sections 6.4.1 to 6.4.12): what the billing system makes of the account, with the
 * diagnoses, procedures, insurances and charges it knows. Patient and visit are repeated only, and left alone.
 */
public enum BillingEvent {
    /** Account opened. */
    P01(AccountStatus.ACTIVE),
    /** Account purged. */
    P02(AccountStatus.INACTIVE),
    /** Charges posted. */
    P03(null),
    /** Account updated. */
    P05(null),
    /** Account ended. */
    P06(AccountStatus.INACTIVE),
    /** Charges posted, in the form of version 2.4 and later. */
    P11(null),
    /** Diagnoses and procedures updated. */
    P12(null);

    private final AccountStatus status;

    BillingEvent(AccountStatus status) {
        this.status = status;
    }

    /** P06 and P02 can be about several patients. */
    public void translate(MessageContext context) {
        EventTimes times = EventTimes.of(context);
        var patients = AdtGrammar.patients(context);
        if (patients.isEmpty()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
        }
        for (Group patient : patients) {
            Segment pv1 = patient.group("VISIT") == null
                    ? null
                    : patient.group("VISIT").first("PV1");
            Subject subject = Subject.repeated(context, patient.first("PID"), pv1);
            if (subject != null) {
                bill(context, patient, subject, times);
            }
        }
    }

    private void bill(MessageContext context, Group patient, Subject subject, EventTimes times) {
        Instant asOf = times.asOf();
        Attachments attachments = new Attachments(context, patient, subject.patientId(), asOf);
        Account account = attachments.accounts(patient.first("PID"));
        if (account == null && context.profile().visitNumber() != VisitNumber.PID_18) {
            context.remark(RemarkCode.NO_ACCOUNT_NUMBER, "PID-18");
        } else if (account != null && status != null) {
            context.write(ResourceWrite.merge(status(context, patient, subject, times), Set.of(), asOf));
        }
        attachments.diagnoses(subject.encounterId());
        attachments.procedureWrites(subject.encounterId()).forEach(context::write);
        attachments.charges(subject, account);
        attachments.observations(subject);
    }

    private Account status(MessageContext context, Group patient, Subject subject, EventTimes times) {
        Account account = PidAccount.of(context, patient.first("PID"), subject.patientId());
        account.setStatus(status);
        Dtm occurred = times.occurred();
        if (occurred != null && status == AccountStatus.ACTIVE) {
            account.getServicePeriod().setStartElement(occurred.toDateTime());
        } else if (occurred != null) {
            account.getServicePeriod().setEndElement(occurred.toDateTime());
        }
        return account;
    }
}
