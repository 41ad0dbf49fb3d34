package org.yilian.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.change.Amendment;

/**
 * What {@link ResourceWrite.Mode#MERGE} and {@link ResourceWrite.Mode#ADVANCE} make of a stored resource. MERGE: first what the sender cleared goes, then what the
 * write has replaces what is stored, everything else stays, and last come the write's amendments. Some kinds of element
 * are finer than that:
 *
 * <ul>
 *   <li>a list that several fields of a message fill is replaced in parts: identifiers per system, of which those with
 *       use {@code old} stay, participants per role, telecom at work and else, extensions per URL, diagnoses per condition,
 *       links per other Patient; {@code participant[ATND]} in {@link ResourceWrite#cleared} names such a part;
 *   <li>a period, and a part of a resource that occurs once (Encounter.hospitalization), is merged in the same way;
 *   <li>a Patient that another replaced is not active;
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
        write.changes(Amendment.class).forEach(change -> change.amend(stored, said, merged));
        return merged;
    }

    /** What of a write that is older than what is stored still has its place, as a new resource; empty when nothing has. */
    public static Optional<Resource> late(Resource stored, ResourceWrite write) {
        Resource merged = stored.copy();
        write.changes(Amendment.class).forEach(change -> change.amendLate(write.resource(), merged));
        if (merged.equalsDeep(stored)) {
            return Optional.empty();
        }
        merged.setId(stored.getIdElement().toUnqualifiedVersionless());
        return Optional.of(merged);
    }

    /** The write's resource, which is new, with all that is stored of the one it takes over from. */
    public static Resource inherit(Resource from, ResourceWrite write) {
        Resource base = from.copy();
        base.setId(write.resource().getIdElement());
        if (base instanceof Patient patient) {
            patient.setLink(null).setActiveElement(null);
        }
        return merge(base, write);
    }

    private static List<Base> choose(Property property, List<Base> before, ResourceWrite write) {
        String name = property.getName();
        List<Base> said = property.getValues();
        Function<Base, String> key = property.isList() ? ListKeys.of(name) : null;
        if (key != null) {
            return inParts(name, key, before, said, write.cleared());
        }
        if (before.size() == 1 && !property.isList() && isMergedInside(before.get(0))) {
            return List.of(inside(before.get(0), said.isEmpty() ? null : said.get(0), name, write));
        }
        return said.isEmpty() ? before : said;
    }

    private static List<Base> inParts(
            String name, Function<Base, String> key, List<Base> before, List<Base> said, Set<String> cleared) {
        Set<String> replaced = said.stream().map(key).collect(Collectors.toSet());
        List<Base> result = new ArrayList<>(said);
        for (Base stored : before) {
            String part = key.apply(stored);
            if (cleared.contains(name + "[" + part + "]")) {
                continue;
            }
            if (!replaced.contains(part) || isOldNumber(stored, said)) {
                result.add(stored);
            }
        }
        return result;
    }

    private static boolean isOldNumber(Base stored, List<Base> said) {
        return stored instanceof Identifier number
                && number.getUse() == Identifier.IdentifierUse.OLD
                && said.stream()
                        .map(Identifier.class::cast)
                        .noneMatch(i -> Objects.equals(i.getSystem(), number.getSystem())
                                && Objects.equals(i.getValue(), number.getValue()));
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

    /** Only where links say something: without any, active stays what it was. Who is no longer replaced is as before. */
    private static void deriveActive(Patient patient) {
        if (patient.hasLink()) {
            boolean replaced =
                    patient.getLink().stream().anyMatch(link -> link.getType() == Patient.LinkType.REPLACEDBY);
            if (replaced) {
                patient.setActive(false);
            } else if (patient.hasActive() && !patient.getActive()) {
                patient.setActiveElement(null);
            }
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
