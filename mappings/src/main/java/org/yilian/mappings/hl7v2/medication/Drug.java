package org.yilian.mappings.hl7v2.medication;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * The drug that a segment names: a code where that is all there is, a Medication where form, strength, components, batch
 * or manufacturer are said, too.
 */
final class Drug {
    private final MessageContext context;
    private final Segment segment;
    private final Medication medication = new Medication();

    private Drug(MessageContext context, Segment segment) {
        this.context = context;
        this.segment = segment;
    }

    static Drug of(MessageContext context, Segment segment, int code) {
        Drug drug = new Drug(context, segment);
        drug.medication.setCode(segment.has(code) ? Cwe.concept(context, segment.field(code), "drug") : null);
        return drug;
    }

    Drug form(int n) {
        medication.setForm(segment.has(n) ? Cwe.concept(context, segment.field(n), "drug-form") : null);
        return this;
    }

    /** An amount of the drug in a volume; without the volume, in one unit of the form. */
    Drug strength(int amount, int units, int volume, int volumeUnits) {
        Quantity above = segment.has(amount) ? Cq.quantity(context, segment.field(amount), segment.field(units)) : null;
        if (above != null && medication.hasCode()) {
            Quantity below = volume > 0 && segment.has(volume)
                    ? Cq.quantity(context, segment.field(volume), segment.field(volumeUnits))
                    : null;
            medication.addIngredient().setItem(medication.getCode().copy()).setStrength(ratio(above, below));
        }
        return this;
    }

    /** RXC (section 4A.4.3): what it is mixed from. */
    Drug components(List<Segment> rxcs) {
        for (Segment rxc : rxcs) {
            CodeableConcept item = rxc.has(2) ? Cwe.concept(context, rxc.field(2), "drug") : null;
            if (item == null) {
                continue;
            }
            MedicationIngredientComponent ingredient =
                    medication.addIngredient().setItem(item);
            if ("A".equals(rxc.field(1).raw())) {
                rxc.skip(1);
                ingredient.setIsActive(true); // an additive; a base can be active or not
            }
            Quantity amount = rxc.has(3) ? Cq.quantity(context, rxc.field(3), rxc.field(4)) : null;
            if (amount != null) {
                ingredient.setStrength(ratio(amount, null));
            }
        }
        return this;
    }

    Drug batch(int lot, int expiration, int manufacturer) {
        String number = segment.get(lot);
        if (number != null) {
            medication.getBatch().setLotNumber(number);
        }
        Dtm expires = Dtm.of(context, segment.field(expiration));
        if (expires != null) {
            medication.getBatch().setExpirationDateElement(expires.toDateTime());
        }
        if (segment.has(manufacturer)) {
            String code = segment.field(manufacturer).get(1);
            String name = segment.field(manufacturer).get(2);
            medication.setManufacturer(new Reference().setType("Organization").setDisplay(name == null ? code : name));
        }
        return this;
    }

    boolean isKnown() {
        return medication.hasCode() || medication.hasIngredient();
    }

    /**
     * The code, or a reference to the Medication, which is thereby among the writes.
     *
     * @param key what the drug belongs to
     */
    Type write(String key, Instant asOf) {
        boolean coded = !medication.hasForm()
                && !medication.hasIngredient()
                && !medication.hasBatch()
                && !medication.hasManufacturer();
        if (coded) {
            return medication.hasCode() ? medication.getCode() : unknown();
        }
        String system = Uris.id(context.profile().facility(), "medication");
        context.own(medication, context.id("Medication", system, key));
        medication.addIdentifier().setSystem(system).setValue(key);
        context.write(ResourceWrite.replace(medication, asOf));
        return new Reference(medication.getId()).setDisplay(medication.getCode().getText());
    }

    static CodeableConcept unknown() {
        return new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", null));
    }

    private static Ratio ratio(Quantity above, Quantity below) {
        return new Ratio().setNumerator(above).setDenominator(below == null ? new Quantity().setValue(1) : below);
    }
}
