package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * A referral to the hospital it is for, REF^I12 (new), I13 (changed), I14 (cancelled), and what that hospital says of it,
 * RRI^I12 (HL7 v2.8 sections 11.6.1 and 11.6.2).
 */
public final class ReferralOut {
    private ReferralOut() {}

    /**
     * @param number of the referral, by who refers
     * @param author name of the facility that refers
     * @param receiver name of the facility it is for
     */
    public record Referral(
            OrderNumber number,
            ServiceRequest referral,
            String author,
            String receiver,
            List<PatientNumber> numbers,
            Patient patient,
            Sources sources) {}

    /** @param event I12, I13 or I14 */
    public static byte[] refer(Header header, String event, Referral content) {
        Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);
        header.write(out, "REF", event, "REF_I12");
        rf1(out, content, TaskStatus.REQUESTED);
        provider(
                out,
                "RP",
                "Referring provider",
                content.referral().getRequester(),
                content.author(),
                content.sources());
        Reference to = content.referral().hasPerformer()
                ? content.referral().getPerformer().get(0)
                : new Reference();
        provider(out, "RT", "Referred to provider", to, content.receiver(), content.sources());
        PidSegment.write(out, 1, content.numbers(), content.patient());
        int n = 1;
        for (var note : content.referral().getNote()) {
            out.segment("NTE").add(1, String.valueOf(n++)).add(3, note.getText());
        }
        return out.bytes(header.charset());
    }

    /** @param answers control id of the referral's message */
    public static byte[] answer(Header header, String answers, TaskStatus status, Referral content) {
        Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);
        header.write(out, "RRI", "I12", "RRI_I12");
        out.segment("MSA").add(1, "AA").add(2, answers);
        rf1(out, content, status);
        provider(out, "RT", "Referred to provider", new Reference(), content.author(), content.sources());
        PidSegment.write(out, 1, content.numbers(), content.patient());
        return out.bytes(header.charset());
    }

    private static void rf1(Er7Writer out, Referral content, TaskStatus status) {
        ServiceRequest referral = content.referral();
        Er7Writer.Line rf1 = out.segment("RF1").add(1, status(status)).add(2, priority(referral));
        for (CodeableConcept each : referral.getCategory()) {
            if (!"3457005".equals(Coded.first(each))) {
                rf1.add(3, Coded.cwe(each));
            }
        }
        rf1.add(4, Coded.cwe(referral.hasCode() ? referral.getCode() : null));
        rf1.add(6, content.number().ei());
        if (referral.getOccurrence() instanceof Period period) {
            rf1.add(7, Times.dtm(period.getStartElement())).add(8, Times.dtm(period.getEndElement()));
        } else {
            rf1.add(7, Times.start(referral.getOccurrence()));
        }
        rf1.add(9, Times.dtm(referral.getAuthoredOnElement()));
        referral.getReasonCode().forEach(reason -> rf1.add(10, Coded.cwe(reason)));
    }

    /** HL7 table 0283; what the table cannot say is pending. */
    private static Composite status(TaskStatus status) {
        return switch (status) {
            case ACCEPTED, INPROGRESS, COMPLETED -> Composite.of("A", "Accepted", "HL70283");
            case REJECTED, CANCELLED -> Composite.of("R", "Rejected", "HL70283");
            case FAILED -> Composite.of("E", "Expired", "HL70283");
            default -> Composite.of("P", "Pending", "HL70283");
        };
    }

    /** HL7 table 0280. */
    private static Composite priority(ServiceRequest referral) {
        if (!referral.hasPriority()) {
            return null;
        }
        return switch (referral.getPriority()) {
            case STAT -> Composite.of("S", "STAT", "HL70280");
            case ASAP, URGENT -> Composite.of("A", "ASAP", "HL70280");
            default -> Composite.of("R", "Routine", "HL70280");
        };
    }

    private static void provider(
            Er7Writer out, String role, String meaning, Reference who, String facility, Sources sources) {
        Er7Writer.Line prd = out.segment("PRD").add(1, Composite.of(role, meaning, "HL70286"));
        Practitioner person = sources.get(who, Practitioner.class);
        if (person != null) {
            for (HumanName name : person.getName()) {
                prd.add(2, Parties.xpn(name));
            }
            person.getIdentifier().forEach(each -> prd.add(7, Composite.of(each.getValue())));
        } else if (who.hasDisplay()) {
            prd.add(2, Composite.of(who.getDisplay()));
        }
        prd.add(10, Composite.of(facility));
    }
}
