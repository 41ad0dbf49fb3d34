package org.yilian.mappings.hl7v2.segment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * FT1 (HL7 v2.8 section 6.5.1) to ChargeItem; the guide has no map. A charge (CG), a credit (CD) or an adjustment (AJ) by
 * FT1-6; payments are no ChargeItem. Known by FT1-2, else by account or visit, code, time and their order.
 */
public final class Ft1ChargeItem {
    private static final String OWN = Uris.BASE + "/StructureDefinition/";

    private Ft1ChargeItem() {}

    /**
     * What charges of one message have in common.
     *
     * @param encounterId can be null
     * @param accountId can be null
     */
    public record Bill(String patientId, String encounterId, String accountId) {}

    /** A REPLACE; null when it is a payment or names nothing that is charged. */
    public static ResourceWrite write(
            MessageContext context, Segment ft1, List<Segment> notes, Bill bill, Instant asOf) {
        ft1.skip(1);
        String kind = ft1.get(6);
        CodeableConcept code = code(context, ft1);
        if (code == null || "PY".equals(kind) || "CO".equals(kind)) {
            return null;
        }
        ChargeItem item = context.own(new ChargeItem(), id(context, ft1, code, bill));
        Identifier number = Ei.identifier(context, ft1.field(2), "charge", null);
        if (number != null) {
            item.addIdentifier(number);
        }
        item.setStatus(ChargeItemStatus.BILLABLE);
        if (kind != null) {
            item.addExtension(OWN + "transaction-type", Cwe.concept(context, ft1.field(6), "transaction-type"));
        }
        item.setCode(code);
        item.setSubject(MessageContext.reference("Patient", bill.patientId()));
        if (bill.encounterId() != null) {
            item.setContext(MessageContext.reference("Encounter", bill.encounterId()));
        }
        if (bill.accountId() != null) {
            item.addAccount(MessageContext.reference("Account", bill.accountId()));
        }
        times(context, ft1, item);
        amounts(context, ft1, item);
        people(context, ft1, item);
        details(context, ft1, item);
        NteAnnotation.all(context, notes).forEach(item::addNote);
        return ResourceWrite.replace(item, asOf);
    }

    private static String id(MessageContext context, Segment ft1, CodeableConcept code, Bill bill) {
        String number = ft1.get(2);
        if (number != null) {
            return context.id("ChargeItem", Uris.id(context.profile().facility(), "charge"), number);
        }
        String about = bill.accountId() != null
                ? bill.accountId()
                : bill.encounterId() != null ? bill.encounterId() : bill.patientId();
        String said = code.hasCoding() ? code.getCodingFirstRep().getCode() : code.getText();
        String key = about + "|" + said + "|" + ft1.get(4);
        int others = context.keys("ChargeItem").size();
        return context.id("ChargeItem", "charge", key + "|" + others);
    }

    private static CodeableConcept code(MessageContext context, Segment ft1) {
        CodeableConcept code = ft1.has(7) ? Cwe.concept(context, ft1.field(7), "charge") : null;
        String text = ft1.get(8);
        if (code == null && text == null) {
            return null;
        }
        code = code == null ? new CodeableConcept() : code;
        if (text != null && !code.hasText()) {
            code.setText(text);
        }
        return code;
    }

    private static void times(MessageContext context, Segment ft1, ChargeItem item) {
        Dtm from = Dtm.of(context, ft1.field(4));
        Dtm to = Dtm.of(context, ft1.field(4), 2);
        if (from != null && to != null) {
            Period period = Cx.period(from, to);
            item.setOccurrence(period);
        } else if (from != null) {
            item.setOccurrence(from.toDateTime());
        }
        DateTimeType posted = Dtm.dateTime(context, ft1.field(5));
        item.setEnteredDateElement(posted);
    }

    /** FT1-10 to FT1-12; CP has amount and currency in its first component. */
    private static void amounts(MessageContext context, Segment ft1, ChargeItem item) {
        BigDecimal quantity = number(context, ft1.field(10), ft1.get(10));
        if (quantity != null) {
            item.setQuantity(new Quantity().setValue(quantity));
        }
        item.setPriceOverride(money(context, ft1.field(11)));
        Money unit = money(context, ft1.field(12));
        if (unit != null) {
            item.addExtension(OWN + "unit-price", unit);
        }
    }

    private static Money money(MessageContext context, Field field) {
        BigDecimal value = field.isEmpty() ? null : number(context, field, field.get(1, 1));
        if (value == null) {
            return null;
        }
        String currency = field.get(1, 2);
        return new Money().setValue(value).setCurrency(currency);
    }

    private static BigDecimal number(MessageContext context, Field field, String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("[+-]?\\d{1,12}(\\.\\d{1,6})?")) {
            return new BigDecimal(text);
        }
        context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field);
        return null;
    }

    private static void people(MessageContext context, Segment ft1, ChargeItem item) {
        for (Reference person : Xcn.practitioners(context, ft1, 20)) {
            item.addPerformer().setActor(person).getFunction().setText("performed by");
        }
        for (Reference person : Xcn.practitioners(context, ft1, 21)) {
            item.addPerformer().setActor(person).getFunction().setText("ordered by");
        }
        List<Reference> enterers = Xcn.practitioners(context, ft1, 24);
        if (!enterers.isEmpty()) {
            item.setEnterer(enterers.get(0));
        }
        CodeableConcept department = ft1.has(13) ? Cwe.concept(context, ft1.field(13), "department") : null;
        if (department != null) {
            String name = department.hasText()
                    ? department.getText()
                    : department.getCodingFirstRep().getCode();
            item.setPerformingOrganization(
                    new Reference().setType("Organization").setDisplay(name));
        }
    }

    private static void details(MessageContext context, Segment ft1, ChargeItem item) {
        for (Field field : ft1.repetitions(19)) {
            CodeableConcept reason = Cwe.concept(context, field, "diagnosis");
            if (reason != null) {
                item.addReason(reason);
            }
        }
        Identifier order = Ei.identifier(context, ft1.field(23), "filler", "FILL");
        if (order != null) {
            item.addService(new Reference().setType("ServiceRequest").setIdentifier(order));
        }
        CodeableConcept product = ft1.has(29) ? Cwe.concept(context, ft1.field(29), "product") : null;
        CodeableConcept procedure = ft1.has(25) ? Cwe.concept(context, ft1.field(25), "procedure") : null;
        if (product != null) {
            item.setProduct(product);
        } else if (procedure != null) {
            item.setProduct(procedure);
        }
    }
}
