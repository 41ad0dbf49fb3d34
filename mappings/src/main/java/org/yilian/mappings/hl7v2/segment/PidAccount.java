package org.yilian.mappings.hl7v2.segment;

import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Account.AccountStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.VisitNumber;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/** PID-18 (and MRG-3) to Account, after the guide's maps PID[Account] and MRG[Account]. */
public final class PidAccount {
    private PidAccount() {}

    /** The Account of PID-18 without status; null when there is no number, or when PID-18 is this sender's visit number. */
    public static Account of(MessageContext context, Segment pid, String patientId) {
        boolean isVisit = context.profile().visitNumber() == VisitNumber.PID_18;
        return isVisit ? null : of(context, pid.field(18), patientId);
    }

    /** The Account of a field that holds its number (PID-18, MRG-3); null without one. */
    public static Account of(MessageContext context, Field field, String patientId) {
        String number = field.isEmpty() ? null : field.get(1);
        if (number == null) {
            return null;
        }
        // One series of a hospital whatever it writes as their authority, as visit numbers are.
        field.get(4);
        field.get(5);
        String system = Uris.id(context.profile().facility(), "account");
        Account account = context.own(new Account(), context.id("Account", system, number));
        Identifier identifier = account.addIdentifier().setSystem(system).setValue(number);
        identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode("AN");
        account.addSubject(MessageContext.reference("Patient", patientId));
        return account;
    }

    /** What R4 requires and only the billing system says: the account is open until it says otherwise. */
    public static Account stub(Account account) {
        Account stub = account.copy();
        stub.setStatus(AccountStatus.ACTIVE);
        return stub;
    }
}
