package org.yilian.mappings.hl7v2.referral;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Subject;

/** REF and RRI (HL7 v2.8 sections 11.6.1 and 11.6.2). */
final class ReferralMessage {
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH SFT UAC MSA ERR RF1 PID NK1 GT1 ACC DG1 DRG AL1 PD1 NTE
            AUTHORIZATION(AUT): CTD
            PROVIDER(PRD): CTD
            INSURANCE(IN1): IN2 IN3
            PROCEDURE(PR1):
              AUTHORIZATION(AUT): CTD
            RESULT(OBR): NTE
              FINDING(OBX): NTE
            VISIT(PV1): PV2 NTE
            """);

    private final MessageContext context;
    private final ReferralEvent event;

    ReferralMessage(MessageContext context, ReferralEvent event) {
        this.context = context;
        this.event = event;
    }

    void refer() {
        Group message = GRAMMAR.bind(context.segments());
        Subject subject = subject(message);
        if (subject == null) {
            return;
        }
        Segment rf1 = message.first("RF1");
        Instant asOf = context.asOf(null);
        ServiceRequest referral = context.own(new ServiceRequest(), id(rf1));
        Providers providers = Providers.of(context, message);
        ReferralContents.write(context, subject, message, referral, asOf);
        if (rf1 != null) {
            Rf1ServiceRequest.fill(context, rf1, referral);
        }
        ReferralContents.authorizations(context, message, referral);
        common(referral, subject);
        if (event.status() != null) {
            referral.setStatus(event.status());
        }
        referral.setRequester(providers.referring());
        providers.referredTo().forEach(referral::addPerformer);
        if (!referral.hasStatus()) {
            ServiceRequest stub = referral.copy();
            stub.setStatus(ServiceRequestStatus.UNKNOWN);
            context.stub(stub);
        }
        context.write(ResourceWrite.merge(referral, Set.of(), asOf));
        TaskStatus status = status(rf1);
        if (status != null) {
            Task task = task(referral, subject, rf1, status);
            task.setRequester(
                    providers.referring() == null ? null : providers.referring().copy());
            task.setOwner(
                    providers.referredTo().isEmpty()
                            ? null
                            : providers.referredTo().get(0).copy());
            context.write(ResourceWrite.merge(task, Set.of(), asOf));
        }
    }

    /** The receiver's word on a referral: how far it is, and nothing else. */
    void answer() {
        Group message = GRAMMAR.bind(context.segments());
        Segment msa = message.first("MSA");
        if (msa != null) {
            msa.skip(1, 2); // whether the message was taken and which one it was, not what became of the referral
        }
        Subject subject = subject(message);
        Segment rf1 = message.first("RF1");
        if (subject == null) {
            return;
        }
        ServiceRequest referral = context.own(new ServiceRequest(), id(rf1));
        if (rf1 != null) {
            Rf1ServiceRequest.numbers(context, rf1, referral);
        }
        common(referral, subject);
        referral.setStatus(event.status() == null ? ServiceRequestStatus.UNKNOWN : event.status());
        context.advance(referral);
        TaskStatus status = status(rf1);
        if (status != null) {
            context.advance(task(referral, subject, rf1, status));
        }
    }

    private Subject subject(Group message) {
        Group visit = message.group("VISIT");
        return visit == null
                ? Subject.repeated(context, message.first("PID"), null)
                : Subject.repeated(context, message.first("PID"), visit.first("PV1"), visit.first("PV2"));
    }

    /** RF1-6, the number of who refers; without it a referral is known by patient and message. */
    private String id(Segment rf1) {
        String number = rf1 == null ? null : Ei.value(rf1.field(6));
        if (number == null) {
            context.remark(RemarkCode.NO_ORDER_NUMBER, "RF1-6");
            number = "message:" + context.message().controlId();
        }
        return context.id("ServiceRequest", context.profile().system("referral"), number);
    }

    private void common(ServiceRequest referral, Subject subject) {
        referral.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        referral.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            referral.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        CodeableConcept category = new CodeableConcept();
        category.addCoding()
                .setSystem("http://snomed.info/sct")
                .setCode("3457005")
                .setDisplay("Patient referral");
        referral.getCategory().add(0, category);
    }

    /** RF1-1 (HL7 table 0283), else the event; a cancellation stands whatever RF1-1 still says. */
    private TaskStatus status(Segment rf1) {
        String code = rf1 != null && rf1.has(1) ? rf1.field(1).get(1) : null;
        TaskStatus said = code == null
                ? null
                : switch (code) {
                    case "A" -> TaskStatus.ACCEPTED;
                    case "P" -> TaskStatus.REQUESTED;
                    case "R" -> TaskStatus.REJECTED;
                    case "E" -> TaskStatus.FAILED;
                    default -> null;
                };
        if (said != null) {
            rf1.field(1).text();
        } else if (code != null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, rf1.location(1, 0, 0));
        }
        return event == ReferralEvent.I14 || said == null ? event.task() : said;
    }

    private Task task(ServiceRequest referral, Subject subject, Segment rf1, TaskStatus status) {
        String id = referral.getIdElement().getIdPart();
        Task task = context.own(new Task(), context.id("Task", context.profile().system("task"), id + "|fulfill"));
        task.setStatus(status);
        task.setIntent(Task.TaskIntent.ORDER);
        task.getCode()
                .addCoding()
                .setSystem("http://hl7.org/fhir/CodeSystem/task-code")
                .setCode("fulfill");
        task.setFocus(new Reference("ServiceRequest/" + id));
        task.setFor(MessageContext.reference("Patient", subject.patientId()));
        if (rf1 != null && rf1.has(1) && rf1.get(1) != null) {
            task.getBusinessStatus()
                    .addCoding()
                    .setSystem("urn:oid:2.16.840.1.113883.12.283")
                    .setCode(rf1.get(1));
        }
        return task;
    }

    static List<Segment> flat(Group group) {
        return Stream.concat(group.segments().stream(), group.groups().stream().flatMap(inner -> flat(inner).stream()))
                .toList();
    }
}
