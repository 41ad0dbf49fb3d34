package org.yilian.mappings.hl7v2.referral;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Tq;

/** RF1 (HL7 v2.8 section 11.8.1) to ServiceRequest. The guide has no map for it. */
final class Rf1ServiceRequest {
    private Rf1ServiceRequest() {}

    /** RF1-6, the number of who refers, and RF1-11, those of others. */
    static void numbers(MessageContext context, Segment rf1, ServiceRequest referral) {
        Identifier own = Ei.identifier(context, rf1.field(6), "referral", null);
        if (own != null) {
            referral.addIdentifier(own);
        }
        for (Field field : rf1.repetitions(11)) {
            Identifier other = Ei.identifier(context, field, "referral-external", null);
            if (other != null) {
                referral.addIdentifier(other);
            }
        }
    }

    static void fill(MessageContext context, Segment rf1, ServiceRequest referral) {
        numbers(context, rf1, referral);
        priority(context, rf1, referral);
        for (int n : new int[] {3, 5}) {
            CodeableConcept kind = rf1.has(n)
                    ? Cwe.concept(context, rf1.field(n), n == 3 ? "referral-type" : "referral-category")
                    : null;
            if (kind != null) {
                referral.addCategory(kind);
            }
        }
        for (Field field : rf1.repetitions(4)) {
            CodeableConcept disposition = Cwe.concept(context, field, "referral-disposition");
            if (disposition != null && referral.hasCode()) {
                referral.addOrderDetail(disposition);
            } else if (disposition != null) {
                referral.setCode(disposition); // R4 allows a detail only beside a code: what is wanted is all there is
            }
        }
        Dtm from = Dtm.of(context, rf1.field(7));
        Dtm to = Dtm.of(context, rf1.field(8));
        if (from != null || to != null) {
            referral.setOccurrence(Cx.period(from, to));
        }
        referral.setAuthoredOnElement(Dtm.dateTime(context, rf1.field(9)));
        for (Field field : rf1.repetitions(10)) {
            CodeableConcept reason = Cwe.concept(context, field, "referral-reason");
            if (reason != null) {
                referral.addReasonCode(reason);
            }
        }
    }

    private static void priority(MessageContext context, Segment rf1, ServiceRequest referral) {
        String priority = rf1.has(2) ? Tq.priority(context, rf1.field(2), 1) : null;
        if (priority != null) {
            rf1.field(2).text(); // text and system of the code repeat it
            referral.setPriority(ServiceRequestPriority.fromCode(priority));
        }
    }
}
