package org.yilian.mappings.hl7v2.request;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderStatus;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/** ODS and ODT (HL7 v2.8 sections 4.8.1 and 4.8.2), diets and trays, to NutritionOrder; the guide has no map of them. */
final class OdsNutritionOrder {
    private OdsNutritionOrder() {}

    static void write(Order order) {
        MessageContext context = order.context();
        NutritionOrder diet = context.own(
                new NutritionOrder(),
                context.id("NutritionOrder", context.profile().system("order"), order.id()));
        order.numbers().identifiers().forEach(diet::addIdentifier);
        diet.setStatus(status(order));
        diet.setIntent(NutritionOrder.NutritiionOrderIntent.ORDER);
        diet.setPatient(MessageContext.reference("Patient", order.subject().patientId()));
        if (order.subject().encounterId() != null) {
            diet.setEncounter(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        diet.setDateTimeElement(when(order));
        diet.setOrderer(OrderingProvider.of(context, order.orc(), null));
        order.group().all("ODS").forEach(ods -> ods(context, ods, diet));
        order.group().all("ODT").forEach(odt -> odt(context, odt, diet));
        NteAnnotation.all(context, order.group().all("NTE")).forEach(diet::addNote);
        context.write(ResourceWrite.merge(diet, Set.of(), order.asOf()));
    }

    private static NutritionOrderStatus status(Order order) {
        ServiceRequestStatus said = OrcServiceRequest.status(order.context(), order.orc());
        said = said == null ? order.control().status() : said;
        return said == null ? NutritionOrderStatus.UNKNOWN : NutritionOrderStatus.fromCode(said.toCode());
    }

    /** R4 wants to know when; what was not said is said to be unknown. */
    private static DateTimeType when(Order order) {
        DateTimeType when = order.orc() == null
                ? null
                : Dtm.dateTime(order.context(), order.orc().field(9));
        if (when == null) {
            when = new DateTimeType();
            when.addExtension(ToldOrder.ABSENT, new CodeType("unknown"));
        }
        return when;
    }

    /** ODS-1: D diet, S supplement, P preference. ODS-2 is the meal of the day, which here is a kind of diet. */
    private static void ods(MessageContext context, Segment ods, NutritionOrder diet) {
        String kind = ods.get(1);
        for (Field field : ods.repetitions(3)) {
            CodeableConcept code = Cwe.concept(context, field, "diet");
            if (code == null) {
                continue;
            }
            if ("S".equals(kind)) {
                diet.addSupplement().setType(code);
            } else if ("P".equals(kind)) {
                diet.addFoodPreferenceModifier(code);
            } else {
                diet.getOralDiet().addType(code);
            }
        }
        if (kind != null && !List.of("D", "S", "P").contains(kind)) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, ods.field(1));
        }
        for (Field field : ods.repetitions(2)) {
            CodeableConcept meal = Cwe.concept(context, field, "service-period");
            if (meal != null) {
                diet.getOralDiet().addType(meal);
            }
        }
        for (Field field : ods.repetitions(4)) {
            instruction(field.text(), kind, diet);
        }
    }

    private static void instruction(String text, String kind, NutritionOrder diet) {
        if (text == null) {
            return;
        }
        if ("S".equals(kind) && diet.hasSupplement()) {
            diet.getSupplement().get(diet.getSupplement().size() - 1).setInstruction(text);
        } else {
            String before = diet.getOralDiet().getInstruction();
            diet.getOralDiet().setInstruction(before == null ? text : before + "\n" + text);
        }
    }

    private static void odt(MessageContext context, Segment odt, NutritionOrder diet) {
        for (int n : new int[] {1, 2}) {
            for (Field field : odt.repetitions(n)) {
                CodeableConcept tray = Cwe.concept(context, field, n == 1 ? "tray" : "service-period");
                if (tray != null) {
                    diet.getOralDiet().addType(tray);
                }
            }
        }
        instruction(odt.get(3), null, diet);
    }
}
