package org.yilian.hub.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWritten;
import org.yilian.mappings.hl7v2.out.Sources;

/** Resources of one change, and whatever else of the record a message needs, each read once. */
final class Content {
    private final RecordReader record;
    private final List<Resource> changed;
    private final Map<String, Optional<Resource>> known = new LinkedHashMap<>();

    Content(RecordReader record, RecordWritten written) {
        this.record = record;
        this.changed = written.changes().stream()
                .filter(each -> each.change() != RecordWritten.Change.DELETED)
                .map(RecordWritten.Written::resource)
                .toList();
        changed.forEach(
                each -> known.put(key(each.fhirType(), each.getIdElement().getIdPart()), Optional.of(each)));
    }

    <T extends Resource> List<T> changed(Class<T> type) {
        return changed.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends Resource> Optional<T> get(Class<T> type, String id) {
        return known.computeIfAbsent(key(type.getSimpleName(), id), each -> record.read(type, id)
                        .map(Resource.class::cast))
                .map(type::cast);
    }

    <T extends Resource> Optional<T> get(Class<T> type, Reference reference) {
        boolean fits = reference.hasReference()
                && type.getSimpleName().equals(reference.getReferenceElement().getResourceType());
        return fits ? get(type, reference.getReferenceElement().getIdPart()) : Optional.empty();
    }

    /** Everything a message about the report can take from. */
    Sources sourcesOf(DiagnosticReport report) {
        report.getResult().forEach(each -> get(Observation.class, each).ifPresent(this::follow));
        report.getSpecimen().forEach(each -> get(Specimen.class, each));
        report.getBasedOn().forEach(each -> get(ServiceRequest.class, each)
                .ifPresent(order -> get(Practitioner.class, order.getRequester())));
        report.getImagingStudy().forEach(each -> get(org.hl7.fhir.r4.model.ImagingStudy.class, each));
        report.getResultsInterpreter().forEach(each -> get(Practitioner.class, each));
        report.getPerformer().forEach(each -> get(Practitioner.class, each));
        report.getPresentedForm().forEach(each -> get(Binary.class, new Reference(each.getUrl())));
        return sources();
    }

    /** Everything that is known so far. */
    Sources sources() {
        return new Sources(known.values().stream().flatMap(Optional::stream).toList());
    }

    private void follow(Observation observation) {
        observation.getPerformer().forEach(each -> get(Practitioner.class, each));
        for (Reference member : observation.getHasMember()) {
            boolean fresh = !known.containsKey(member.getReferenceElement().getResourceType() + "/"
                    + member.getReferenceElement().getIdPart());
            get(Observation.class, member).filter(each -> fresh).ifPresent(this::follow);
        }
    }

    private static String key(String type, String id) {
        return type + "/" + id;
    }
}
