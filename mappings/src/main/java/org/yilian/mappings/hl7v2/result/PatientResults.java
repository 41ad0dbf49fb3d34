package org.yilian.mappings.hl7v2.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.SpmSpecimen;
import org.yilian.mappings.hl7v2.segment.Subject;

/** The results of one patient of a message, and what they know of each other. */
final class PatientResults {
    private final MessageContext context;
    private final Subject subject;
    private final boolean before;
    private final List<Reference> reports = new ArrayList<>(2);
    private final Map<Segment, Reference> specimens = new HashMap<>();
    /** Observations of this message by what others call them: number of the order, item and sub-id. */
    private final Map<String, Observation> known = new HashMap<>();

    PatientResults(MessageContext context, Subject subject) {
        this(context, subject, false);
    }

    private PatientResults(MessageContext context, Subject subject, boolean before) {
        this.context = context;
        this.subject = subject;
        this.before = before;
    }

    /** Results that another message has told already: created when absent, and otherwise left alone. */
    static PatientResults ofBefore(MessageContext context, Subject subject) {
        return new PatientResults(context, subject, true);
    }

    void write(Resource resource, Instant asOf) {
        if (before) {
            context.stub(resource);
        } else {
            context.write(ResourceWrite.replace(resource, asOf));
        }
        if (resource instanceof DiagnosticReport) {
            reports.add(new Reference(resource.getId()));
        }
    }

    /** The reports written so far. */
    List<Reference> reports() {
        return reports;
    }

    MessageContext context() {
        return context;
    }

    Subject subject() {
        return subject;
    }

    /** Takes up a result under the name others call it by; of equals, the first. */
    void remember(String key, Observation observation) {
        known.putIfAbsent(key, observation);
    }

    /** Null when no result of this message is called so. */
    Observation known(String key) {
        return known.get(key);
    }

    void read(Group group) {
        read(group, List.of());
    }

    private void read(Group group, List<SpecimenGroup> above) {
        for (Group inner : group.groups()) {
            switch (inner.name()) {
                case "ORDER" -> order(inner, above);
                case "SPECIMEN" -> specimen(inner);
                case "CONTAINER" -> read(inner, above.isEmpty() ? List.of(SpecimenGroup.of(inner)) : above);
                case "PATIENT_RESULT" -> personal(Result.of(inner));
                default -> {} // results and specimens that their order has read, the patient
            }
        }
    }

    private void order(Group group, List<SpecimenGroup> above) {
        OrderGroup order = OrderGroup.of(group, above);
        if (order != null) {
            new ReportMapper(this, order).write();
        }
    }

    private void specimen(Group group) {
        SpecimenGroup specimen = SpecimenGroup.of(group);
        if (group.within("ORDER").isEmpty()) {
            specimen(specimen, null, null, context.asOf(null));
        } else {
            read(group, List.of(specimen));
        }
    }

    /**
     * The Specimen, which is thereby among the writes once, with what was observed about it.
     *
     * @param order number of the order, by which a specimen without a number of its own is known; can be null
     * @param obr can be null
     */
    Reference specimen(SpecimenGroup group, Segment obr, String order, Instant asOf) {
        Segment first = group.spm() == null ? group.containers().get(0) : group.spm();
        Reference reference = specimens.get(first);
        if (reference != null) {
            return reference;
        }
        ResourceWrite write = SpmSpecimen.write(
                context, group.spm(), group.containers(), obr, order, specimens.size(), subject.patientId(), asOf);
        write(write.resource(), asOf);
        reference = new Reference(write.resource().getId());
        specimens.put(first, reference);
        String key = write.resource().getIdElement().getIdPart();
        write(ResultFrame.ofSpecimen(subject, "specimen:" + key, reference, asOf), group.results());
        return reference;
    }

    /** OBX before all orders says something about the patient: known by its time, because nothing else names it. */
    private void personal(Result result) {
        DateTimeType time = Dtm.dateTime(context, result.obx().field(14));
        String key =
                subject.patientId() + "|" + (time == null ? context.message().controlId() : time.getValueAsString());
        write(ResultFrame.ofPatient(subject, key, context.asOf(null)), List.of(result));
    }

    private void write(ResultFrame frame, List<Result> some) {
        ObservationMapper mapper = new ObservationMapper(this, frame);
        mapper.write(some);
        mapper.documents().forEach(document -> write(document.resource(), frame.asOf()));
    }

    /** All that are not there yet, in the order given. */
    List<Reference> references(List<SpecimenGroup> groups, Segment obr, String order, Instant asOf) {
        List<Reference> all = new ArrayList<>(groups.size());
        for (SpecimenGroup group : groups) {
            all.add(specimen(group, obr, order, asOf));
        }
        return all;
    }
}
