package org.yilian.mappings.hl7v2.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.PriorResults;
import org.yilian.mappings.hl7v2.segment.Al1AllergyIntolerance;
import org.yilian.mappings.hl7v2.segment.Dg1Condition;
import org.yilian.mappings.hl7v2.segment.Nk1RelatedPerson;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;
import org.yilian.mappings.hl7v2.segment.Subject;

/** What a referral takes along: diagnoses, allergies, relatives, results, comments, authorizations. */
final class ReferralContents {
    private ReferralContents() {}

    static void write(MessageContext context, Subject subject, Group message, ServiceRequest referral, Instant asOf) {
        String patientId = subject.patientId();
        for (Segment segment : message.segments()) {
            ResourceWrite write =
                    switch (segment.name()) {
                        case "NK1" -> Nk1RelatedPerson.write(context, segment, patientId, asOf);
                        case "AL1" -> Al1AllergyIntolerance.write(context, segment, patientId, asOf);
                        case "DG1" -> Dg1Condition.write(context, segment, patientId, null, asOf);
                        default -> null;
                    };
            if (write != null) {
                context.write(write);
                if (segment.is("DG1")) {
                    referral.addReasonReference(new Reference(write.resource().getId()));
                }
            }
        }
        for (Group result : message.groups("RESULT")) {
            PriorResults.stub(context, subject, ReferralMessage.flat(result)).forEach(referral::addSupportingInfo);
        }
        List<Segment> notes = new ArrayList<>(message.all("NTE"));
        message.groups("VISIT").forEach(visit -> notes.addAll(visit.all("NTE")));
        NteAnnotation.all(context, notes).forEach(referral::addNote);
    }

    /** AUT-6 (section 11.8.2), the payer's number for it; what it allows is the payer's business. */
    static void authorizations(MessageContext context, Group message, ServiceRequest referral) {
        for (Group group : message.groups("AUTHORIZATION")) {
            Identifier number = Ei.identifier(context, group.first("AUT").field(6), "authorization", null);
            if (number != null) {
                referral.addIdentifier(number);
            }
        }
    }
}
