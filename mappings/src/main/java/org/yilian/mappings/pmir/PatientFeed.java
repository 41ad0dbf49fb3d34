package org.yilian.mappings.pmir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.MergedRecords;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.segment.PatientNumber;
import org.yilian.mappings.pmir.RefusedEntry.Reason;

/**
 * The history of an ITI-93 feed to writes. A Patient is known by its numbers, as in HL7 v2: the id that the source gave it means
 * something within the feed only. Demographics are replaced whole; numbers, links and what HL7 v2 told besides stay.
 */
public final class PatientFeed {
    /** What an entry says the whole of. */
    private static final Set<String> DEMOGRAPHICS = Set.of(
            "name",
            "telecom",
            "gender",
            "birthDate",
            "deceased",
            "address",
            "maritalStatus",
            "multipleBirth",
            "photo",
            "contact",
            "communication",
            "generalPractitioner");

    private final FacilityProfile profile;
    private final Function<String, Optional<Patient>> known;
    private final Instant now;
    private final Map<String, Subject> named = new HashMap<>();
    private final List<ResourceWrite> writes = new ArrayList<>();

    /**
     * @param known the hospital's own Patient of a logical id, as it is stored
     * @param now nothing a feed tells is newer
     */
    public PatientFeed(FacilityProfile profile, Function<String, Optional<Patient>> known, Instant now) {
        this.profile = profile;
        this.known = known;
        this.now = now;
    }

    /**
     * One entry.
     *
     * @param id logical id of the Patient
     * @param said what is kept of it; null for a deletion
     * @param numbers by which it is known, empty where only its id is told
     * @param survivor who replaces it; null where nobody does
     */
    private record Subject(
            int index, String id, Patient said, List<Identifier> numbers, Reference survivor, Instant asOf) {
        boolean isMerged() {
            return survivor != null;
        }
    }

    /**
     * What to write, in this order.
     *
     * @param told when, by the message; null where it does not say
     * @throws RefusedEntry for the first entry that is not taken
     */
    public List<ResourceWrite> translate(Bundle history, Instant told) {
        if (history.getType() != Bundle.BundleType.HISTORY || !history.hasEntry()) {
            throw new RefusedEntry(Reason.INCORRECT, 0, "the focus is a Bundle of type history with entries");
        }
        List<Subject> subjects = new ArrayList<>();
        for (BundleEntryComponent entry : history.getEntry()) {
            Subject subject = subject(subjects.size(), entry, told);
            subjects.add(subject);
            name(entry, subject);
        }
        subjects.stream()
                .filter(each -> !each.isMerged() && each.said() != null)
                .forEach(each -> refuseUnmerge(each, subjects));
        // A merged record and its survivor name each other: both have to be there before.
        subjects.stream().filter(Subject::isMerged).forEach(each -> writes.add(ResourceWrite.stub(each.said())));
        Map<String, Patient> written = new HashMap<>();
        subjects.stream().filter(each -> !each.isMerged()).forEach(each -> write(each, written));
        subjects.stream().filter(Subject::isMerged).forEach(each -> merge(each, written));
        return writes;
    }

    private Subject subject(int index, BundleEntryComponent entry, Instant told) {
        HTTPVerb method = entry.getRequest().getMethod();
        boolean deletes = method == HTTPVerb.DELETE;
        if (!deletes && method != HTTPVerb.POST && method != HTTPVerb.PUT) {
            throw new RefusedEntry(Reason.INCORRECT, index, "the method of an entry is POST, PUT or DELETE");
        }
        if (entry.hasResource() ? !(entry.getResource() instanceof Patient) : !deletes) {
            throw new RefusedEntry(Reason.UNSUPPORTED, index, "an entry is a Patient");
        }
        Patient patient = (Patient) entry.getResource();
        IdType url = new IdType(entry.getRequest().getUrl());
        String id = id(index, patient, method == HTTPVerb.POST ? null : url.getIdPart());
        Instant asOf = asOf(entry, told);
        if (deletes) {
            return new Subject(index, id, null, numbers(patient), null, asOf);
        }
        Patient said = kept(patient, id);
        Reference survivor = survivor(index, patient);
        return new Subject(index, id, said, numbers(patient), survivor, asOf);
    }

    private void refuseUnmerge(Subject subject, List<Subject> subjects) {
        boolean merged =
                subjects.stream().anyMatch(each -> each.isMerged() && each.id().equals(subject.id()));
        if (!merged && replacement(subject.id()).isPresent()) {
            throw new RefusedEntry(
                    Reason.UNMERGE,
                    subject.index(),
                    "the Patient is merged with another; a merge is taken back by ADT A37");
        }
    }

    /** Who replaces a stored Patient, as a reference. */
    private Optional<String> replacement(String id) {
        return known.apply(id).stream()
                .flatMap(each -> each.getLink().stream())
                .filter(each -> each.getType() == LinkType.REPLACEDBY)
                .map(each -> each.getOther().getReference())
                .findFirst();
    }

    /** The record of the hub's own id where there is one, else the one of the numbers. */
    private String id(int index, Patient said, String named) {
        if (named != null && known.apply(named).isPresent()) {
            return named;
        }
        List<Identifier> numbers = numbers(said);
        if (numbers.isEmpty()) {
            throw new RefusedEntry(Reason.INCORRECT, index, "the Patient has no identifier with system and value");
        }
        return PatientNumber.of(profile, numbers).logicalId();
    }

    private static List<Identifier> numbers(Patient patient) {
        return patient == null
                ? List.of()
                : patient.getIdentifier().stream()
                        .filter(each -> each.hasSystem() && each.hasValue())
                        .toList();
    }

    private static Reference survivor(int index, Patient told) {
        Reference survivor = null;
        for (Patient.PatientLinkComponent link : told.getLink()) {
            if (link.getType() != LinkType.REPLACEDBY) {
                throw new RefusedEntry(
                        Reason.UNSUPPORTED, index, "a link is of type replaced-by; related persons come by HL7 v2");
            }
            if (survivor != null) {
                throw new RefusedEntry(Reason.INCORRECT, index, "one Patient replaces another");
            }
            survivor = link.getOther();
        }
        return survivor;
    }

    private Instant asOf(BundleEntryComponent entry, Instant told) {
        Instant asOf = now;
        if (entry.getResponse().hasLastModified()) {
            asOf = entry.getResponse().getLastModified().toInstant();
        } else if (told != null) {
            asOf = told;
        }
        return asOf.isAfter(now) ? now : asOf;
    }

    /** References mean something at the source only; what they name besides is kept. */
    private Patient kept(Patient told, String id) {
        Patient said = own(told.copy(), id);
        said.setLink(null).setText(null);
        said.setManagingOrganization(new Reference("Organization/" + LogicalIds.organization(profile.facility())));
        said.getGeneralPractitioner().forEach(PatientFeed::forget);
        said.getContact().forEach(each -> forget(each.getOrganization()));
        said.getIdentifier().forEach(each -> forget(each.getAssigner()));
        return said;
    }

    private static void forget(Reference reference) {
        if (reference.hasReference() && !reference.getReference().startsWith("#")) {
            reference.setReference(null);
        }
    }

    private Patient own(Patient patient, String id) {
        List<Coding> labels = patient.getMeta().getSecurity();
        patient.setId("Patient/" + id);
        patient.setMeta(null);
        patient.getMeta().setSecurity(labels);
        patient.getMeta().addTag().setSystem(Uris.FACILITY).setCode(profile.facility());
        return patient;
    }

    /** By which names other entries may mean this one. */
    private void name(BundleEntryComponent entry, Subject subject) {
        if (entry.hasFullUrl()) {
            named.put(entry.getFullUrl(), subject);
        }
        if (entry.hasResource()) {
            Resource resource = entry.getResource();
            if (resource.getIdElement().hasIdPart()) {
                named.put("Patient/" + resource.getIdElement().getIdPart(), subject);
            }
        }
        named.put("Patient/" + subject.id(), subject);
    }

    private void write(Subject subject, Map<String, Patient> written) {
        if (subject.said() == null) {
            Patient ended = own(new Patient(), subject.id());
            subject.numbers().forEach(each -> ended.addIdentifier(each.copy()));
            ended.setActive(false);
            writes.add(ResourceWrite.merge(ended, Set.of(), subject.asOf()));
            return;
        }
        written.put(subject.id(), subject.said());
        writes.add(ResourceWrite.merge(subject.said(), DEMOGRAPHICS, subject.asOf()));
    }

    private void merge(Subject merged, Map<String, Patient> written) {
        String survivorId = survivorId(merged);
        if (survivorId.equals(merged.id())) {
            throw new RefusedEntry(Reason.INCORRECT, merged.index(), "a Patient is merged with itself");
        }
        refuseOtherMerge(merged, survivorId);
        Patient survivor = written.get(survivorId);
        if (survivor == null) {
            survivor = own(new Patient(), survivorId);
            for (Identifier number : known.apply(survivorId).orElseThrow().getIdentifier()) {
                survivor.addIdentifier(number.copy());
            }
            written.put(survivorId, survivor);
            writes.add(ResourceWrite.merge(survivor, Set.of(), merged.asOf()));
        }
        MergedRecords.keepOld(survivor, merged.numbers());
        MergedRecords.replaces(survivor, merged.id());
        Patient replaced = own(new Patient(), merged.id());
        MergedRecords.replacedBy(replaced, survivorId);
        writes.add(ResourceWrite.merge(replaced, Set.of(), merged.asOf()));
    }

    /** Neither a second survivor nor a circle. */
    private void refuseOtherMerge(Subject merged, String survivorId) {
        boolean another = replacement(merged.id())
                .filter(each -> !each.equals("Patient/" + survivorId))
                .isPresent();
        boolean circle = replacement(survivorId)
                .filter(each -> each.equals("Patient/" + merged.id()))
                .isPresent();
        Subject survivor = named.get("Patient/" + survivorId);
        if (another || circle || survivor != null && survivor.isMerged()) {
            throw new RefusedEntry(
                    Reason.CONFLICT, merged.index(), "the Patient, or its survivor, is merged with another");
        }
    }

    private String survivorId(Subject merged) {
        Reference other = merged.survivor();
        for (String name : names(other)) {
            Subject inFeed = named.get(name);
            if (inFeed != null && !inFeed.isMerged() && inFeed.said() != null) {
                return inFeed.id();
            }
        }
        IdType literal = new IdType(other.getReference());
        if (literal.hasIdPart() && known.apply(literal.getIdPart()).isPresent()) {
            return literal.getIdPart();
        }
        Identifier number = other.getIdentifier();
        if (number.hasSystem() && number.hasValue()) {
            String id = PatientNumber.of(profile, List.of(number)).logicalId();
            Subject inFeed = named.get("Patient/" + id);
            if (inFeed != null && inFeed.said() != null || known.apply(id).isPresent()) {
                return id;
            }
        }
        throw new RefusedEntry(
                Reason.INCORRECT,
                merged.index(),
                "the survivor is neither in the feed nor known: name it by an identifier, with system and value");
    }

    /** As a reference, relative too, and as a URI that stands for an identifier. */
    private static List<String> names(Reference other) {
        List<String> names = new ArrayList<>();
        if (other.hasReference()) {
            names.add(other.getReference());
            IdType id = new IdType(other.getReference());
            if (id.hasIdPart()) {
                names.add("Patient/" + id.getIdPart());
            }
        }
        if (other.getIdentifier().hasValue()) {
            names.add(other.getIdentifier().getValue());
        }
        return names;
    }
}
