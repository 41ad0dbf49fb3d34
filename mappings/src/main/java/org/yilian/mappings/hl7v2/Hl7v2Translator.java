package org.yilian.mappings.hl7v2;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.adt.AccountMerge;
import org.yilian.mappings.hl7v2.adt.AllergyUpdate;
import org.yilian.mappings.hl7v2.adt.BedSwap;
import org.yilian.mappings.hl7v2.adt.BillingEvent;
import org.yilian.mappings.hl7v2.adt.PatientLink;
import org.yilian.mappings.hl7v2.adt.PatientMerge;
import org.yilian.mappings.hl7v2.adt.VisitEvent;
import org.yilian.mappings.hl7v2.adt.VisitMove;
import org.yilian.mappings.hl7v2.document.MdmEvent;
import org.yilian.mappings.hl7v2.immunization.VxuMessage;
import org.yilian.mappings.hl7v2.medication.PharmacyMessage;
import org.yilian.mappings.hl7v2.problem.CareMessage;
import org.yilian.mappings.hl7v2.referral.ReferralEvent;
import org.yilian.mappings.hl7v2.request.OrderMessage;
import org.yilian.mappings.hl7v2.request.OrderResponse;
import org.yilian.mappings.hl7v2.result.ResultMessage;
import org.yilian.mappings.hl7v2.scheduling.ScheduleEvent;
import org.yilian.mappings.hl7v2.segment.PatientNumber;

/** The door: one message and its sender's profile in, resources and remarks out. Same input, same output. */
public final class Hl7v2Translator {
    private static final Map<String, Consumer<MessageContext>> TRANSLATORS = translators();

    private Hl7v2Translator() {}

    /**
     * Translates a message. Never throws for what a message contains: what cannot be translated becomes a Translation
     * that is {@link Translation#refused}, with the reason among its remarks.
     */
    public static Translation translate(Er7Message message, FacilityProfile profile) {
        return translate(message, profile, null);
    }

    /** As above; {@code origin}, a URI such as {@code hl7v2:4711}, becomes {@code meta.source} of every resource. */
    public static Translation translate(Er7Message message, FacilityProfile profile, String origin) {
        MessageContext context = new MessageContext(profile.rewrite().apply(message), profile, origin);
        Consumer<MessageContext> translator = TRANSLATORS.get(message.triggerCode());
        if (translator == null) {
            return context.refuse(RemarkCode.TRIGGER_NOT_SUPPORTED, "MSH-9");
        }
        translator.accept(context);
        return context.finish();
    }

    /** Message types and triggers as {@link Er7Message#triggerCode()} gives them. */
    public static Set<String> supportedTriggers() {
        return TRANSLATORS.keySet();
    }

    /**
     * What messages must be equal in to take effect in the order received: the logical id of the patient, else the
     * facility with the sending application (MSH-3).
     */
    public static String orderingKey(Er7Message message, FacilityProfile profile) {
        MessageContext context = new MessageContext(profile.rewrite().apply(message), profile, null);
        Segment pid = context.first("PID");
        PatientNumber number = pid == null ? null : PatientNumber.ofPid(context, pid);
        if (number != null) {
            return number.logicalId();
        }
        String application = message.header().get(3);
        return profile.facility() + "|" + (application == null ? "" : application);
    }

    private static Map<String, Consumer<MessageContext>> translators() {
        Map<String, Consumer<MessageContext>> all = new TreeMap<>();
        for (VisitEvent event : VisitEvent.values()) {
            all.put("ADT^" + event.name(), event::translate);
        }
        // Types with one event only are known without it, too: version 2.1 and careless senders leave it out.
        put(all, PharmacyMessage::orm, "ORM^O01", "ORM");
        put(all, OrderMessage::orders, "OMG^O19", "OMG", "OMI^O23", "OMI", "OML^O21");
        put(all, OrderMessage::orders, "OMS^O05", "OMN^O07", "OMD^O03");
        put(all, OrderMessage::specimens, "OML^O33", "OML^O35");
        put(all, OrderResponse::orders, "ORR^O02", "ORR", "ORG^O20", "ORG", "ORI^O24", "ORI", "ORL^O22");
        put(all, OrderResponse::orders, "ORS^O06", "ORN^O08", "ORD^O04");
        put(all, OrderResponse::specimens, "ORL^O34", "ORL^O36");
        put(all, CareMessage::add, "PPR^PC1", "PGL^PC6", "PTR^PCB");
        put(all, CareMessage::update, "PPR^PC2", "PGL^PC7", "PTR^PCC");
        put(all, CareMessage::delete, "PPR^PC3", "PGL^PC8", "PTR^PCD");
        for (ReferralEvent event : ReferralEvent.values()) {
            all.put("REF^" + event.name(), event::refer);
            all.put("RRI^" + event.name(), event::answer);
        }
        for (ScheduleEvent event : ScheduleEvent.values()) {
            all.put("SIU^" + event.name(), event::translate);
        }
        put(all, ResultMessage::oru, "ORU^R01", "ORU", "ORU^R30", "ORU^R31", "ORU^R32", "ORU^R40", "ORU^W01");
        put(all, ResultMessage::oul, "OUL^R21", "OUL^R22", "OUL^R23", "OUL^R24");
        put(all, PharmacyMessage::orders, "OMP^O09", "OMP", "RDE^O11", "RDE^O25", "RDE^O01", "RDE");
        put(all, PharmacyMessage::dispenses, "RDS^O13", "RDS^O01", "RDS");
        put(all, PharmacyMessage::administrations, "RAS^O17", "RAS^O01", "RAS");
        put(all, VxuMessage::translate, "VXU^V04", "VXU^V03", "VXU");
        for (MdmEvent event : MdmEvent.values()) {
            put(all, event, "MDM^" + event.name());
        }
        for (String merge : List.of("A18", "A30", "A34", "A39", "A40")) {
            all.put("ADT^" + merge, PatientMerge.OF_RECORDS::translate);
        }
        all.put("ADT^A36", PatientMerge.OF_RECORDS_AND_ACCOUNTS::translate);
        for (String change : List.of("A46", "A47", "A48")) {
            all.put("ADT^" + change, PatientMerge.OF_NUMBERS::translate);
        }
        for (String move : List.of("A42", "A45", "A50")) {
            all.put("ADT^" + move, VisitMove::translate);
        }
        for (String merge : List.of("A35", "A41", "A44", "A49")) {
            all.put("ADT^" + merge, AccountMerge::translate);
        }
        for (String event : List.of("P01", "P02", "P05", "P06", "P12")) {
            all.put("BAR^" + event, BillingEvent.valueOf(event)::translate);
        }
        for (String event : List.of("P03", "P11")) {
            all.put("DFT^" + event, BillingEvent.valueOf(event)::translate);
        }
        all.put("ADT^A17", BedSwap::translate);
        all.put("ADT^A24", PatientLink.MADE::translate);
        all.put("ADT^A37", PatientLink.ENDED::translate);
        all.put("ADT^A60", AllergyUpdate::translate);
        return Collections.unmodifiableMap(all);
    }

    private static void put(
            Map<String, Consumer<MessageContext>> all, Consumer<MessageContext> translator, String... triggers) {
        for (String trigger : triggers) {
            all.put(trigger, translator);
        }
    }
}
