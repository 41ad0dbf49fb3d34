package org.yilian.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * What {@link ResourceWrite.Mode#MERGE} and {@link ResourceWrite.Mode#ADVANCE} make of a stored resource. MERGE: first what the sender cleared goes, then what the
 * write has replaces what is stored, everything else stays. Some kinds of element are finer than that:
 *
 * <ul>
 *   <li>identifiers are replaced per system, and those with use {@code old} stay: a list is complete for its authority only;
 *   <li>extensions are replaced per url;
 *   <li>a period, and a part of a resource that occurs once (Encounter.hospitalization), is merged in the same way;
 *   <li>links of a Patient accumulate, one per other Patient; a Patient that another replaced is not active;
 *   <li>the status of an order or its Task does not go back: {@link StatusAdvance}.
 * </ul>
 */
public final class ResourceMerge {
    private ResourceMerge() {}

    /** The merged resource, a new one; neither argument is changed. Both must have the same type and id. */
    public static Resource merge(Resource stored, ResourceWrite write) {
        Resource said = write.resource();
        if (!stored.fhirType().equals(said.fhirType())) {
            throw new IllegalArgumentException("a resource can only be merged with one of its type");
        }
        if (write.mode() == ResourceWrite.Mode.ADVANCE) {
            return StatusAdvance.apply(stored, said);
        }
        Resource merged = create(said);
        for (Property property : said.children()) {
            String name = property.getName();
            boolean cleared = write.cleared().contains(plain(name));
            List<Base> before =
                    cleared ? List.of() : stored.getNamedProperty(plain(name)).getValues();
            boolean keeps = StatusAdvance.keeps(stored, said, name);
            for (Base value : keeps ? before : choose(property, before, write)) {
                merged.setProperty(name, value);
            }
        }
        merged.setId(said.getIdElement().toUnqualifiedVersionless());
        merged.setMeta(said.getMeta().copy());
        if (!said.getMeta().hasSecurity() && !write.cleared().contains("meta")) {
            merged.getMeta().setSecurity(stored.getMeta().copy().getSecurity());
        }
        if (merged instanceof Patient patient) {
            deriveActive(patient);
        }
        return merged;
    }

    private static List<Base> choose(Property property, List<Base> before, ResourceWrite write) {
        String name = property.getName();
        List<Base> said = property.getValues();
        if (name.equals("identifier")) {
            return identifiers(before, said);
        }
        if (name.equals("extension")) {
            return extensions(before, said);
        }
        if (name.equals("link") && write.resource() instanceof Patient) {
            return links(before, said);
        }
        if (before.size() == 1 && !property.isList() && isMergedInside(before.get(0))) {
            return List.of(inside(before.get(0), said.isEmpty() ? null : said.get(0), name, write));
        }
        return said.isEmpty() ? before : said;
    }

    private static List<Base> identifiers(List<Base> before, List<Base> said) {
        List<Base> result = new ArrayList<>(said);
        for (Base each : before) {
            Identifier stored = (Identifier) each;
            boolean sameNumber = said.stream()
                    .map(Identifier.class::cast)
                    .anyMatch(i -> Objects.equals(i.getSystem(), stored.getSystem())
                            && Objects.equals(i.getValue(), stored.getValue()));
            boolean sameSystem =
                    said.stream().anyMatch(i -> Objects.equals(((Identifier) i).getSystem(), stored.getSystem()));
            if (!sameNumber && (!sameSystem || stored.getUse() == Identifier.IdentifierUse.OLD)) {
                result.add(stored);
            }
        }
        return result;
    }

    private static List<Base> extensions(List<Base> before, List<Base> said) {
        List<Base> result = new ArrayList<>(said);
        for (Base each : before) {
            String url = ((Extension) each).getUrl();
            if (said.stream().noneMatch(e -> Objects.equals(((Extension) e).getUrl(), url))) {
                result.add(each);
            }
        }
        return result;
    }

    private static List<Base> links(List<Base> before, List<Base> said) {
        List<Base> result = new ArrayList<>(said);
        for (Base each : before) {
            String other = other(each);
            if (said.stream().noneMatch(link -> other(link).equals(other))) {
                result.add(each);
            }
        }
        return result;
    }

    private static String other(Base link) {
        return String.valueOf(((Patient.PatientLinkComponent) link).getOther().getReference());
    }

    private static boolean isMergedInside(Base value) {
        return value instanceof Period || value instanceof BackboneElement;
    }

    private static Base inside(Base stored, Base said, String name, ResourceWrite write) {
        Base merged = create(stored);
        for (Property property : stored.children()) {
            String child = property.getName();
            List<Base> values = said == null
                    ? List.of()
                    : said.getNamedProperty(plain(child)).getValues();
            if (values.isEmpty() && !write.cleared().contains(name + "." + plain(child))) {
                values = property.getValues();
            }
            values.forEach(value -> merged.setProperty(child, value));
        }
        return merged;
    }

    /** Only where links say something: without any, active stays what it was. */
    private static void deriveActive(Patient patient) {
        if (patient.hasLink()) {
            boolean replaced =
                    patient.getLink().stream().anyMatch(link -> link.getType() == Patient.LinkType.REPLACEDBY);
            patient.setActiveElement(new BooleanType(!replaced));
        }
    }

    private static String plain(String name) {
        return name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
    }

    private static <T extends Base> T create(T like) {
        try {
            @SuppressWarnings("unchecked")
            T created = (T) like.getClass().getDeclaredConstructor().newInstance();
            return created;
        } catch (ReflectiveOperationException e) {
            throw new FHIRException("every model class has a constructor without arguments", e);
        }
    }
}
