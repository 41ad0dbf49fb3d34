package org.yilian.mappings.hl7v2.request;

import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.Dg1Condition;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;
import org.yilian.mappings.hl7v2.segment.SpmSpecimen;

/** What stands below ORC and OBR in an order: comments, diagnoses, answers, specimens, people. */
final class OrderContents {
    private OrderContents() {}

    /** Writes what becomes a resource of its own, before the order that refers to it. */
    static void fill(Order source, ServiceRequest order, SpecimenAbove above) {
        Group group = source.group();
        NteAnnotation.all(source.context(), group.all("NTE")).forEach(order::addNote);
        diagnoses(source, order);
        AccompanyingObservations.write(
                        source.context(),
                        source.subject(),
                        group.groups("OBSERVATION"),
                        "order:" + source.id(),
                        source.asOf())
                .forEach(order::addSupportingInfo);
        people(source, order);
        specimens(source, order, above);
    }

    private static void diagnoses(Order source, ServiceRequest order) {
        for (Segment dg1 : source.group().all("DG1")) {
            ResourceWrite condition =
                    Dg1Condition.write(source.context(), dg1, source.subject().patientId(), null, source.asOf());
            if (condition != null) {
                source.context().write(condition);
                order.addReasonReference(new Reference(condition.resource().getId()));
            }
        }
    }

    /** PRT (section 7.3.4): the ordering provider where ORC-12 names none, performers, and who takes the specimen. */
    private static void people(Order source, ServiceRequest order) {
        for (Segment prt : source.group().all("PRT")) {
            String role = prt.get(4);
            boolean orders = "OP".equals(role) && !order.hasRequester();
            boolean performs = "SP".equals(role) || "PRF".equals(role) || "PI".equals(role);
            if (!orders && !performs) {
                continue;
            }
            prt.skip(1, 2, 4);
            for (Reference person : Xcn.practitioners(source.context(), prt, 5)) {
                if (orders) {
                    order.setRequester(person);
                } else {
                    order.addPerformer(person);
                }
            }
        }
    }

    /** Specimens below the order and, in messages that begin with the specimen, the one above it. */
    private static void specimens(Order source, ServiceRequest order, SpecimenAbove above) {
        if (above != null && above.reference() != null) {
            order.addSpecimen(above.reference());
            return;
        }
        List<Group> groups = above == null ? source.group().groups("SPECIMEN") : List.of(above.group());
        List<ResourceWrite> writes = source.obr() == null ? List.of() : writes(source, groups);
        for (int i = 0; i < writes.size(); i++) {
            Specimen specimen = (Specimen) writes.get(i).resource();
            ObrSpecimen.fill(source, specimen);
            Group group = i < groups.size() ? groups.get(i) : null;
            if (group != null) {
                ObrSpecimen.containers(source.context(), specimen, group);
            }
            source.context().write(writes.get(i));
            if (group != null) {
                ObrSpecimen.observations(source, specimen, group);
            }
            order.addSpecimen(new Reference(specimen.getId()));
            if (above != null) {
                above.written(new Reference(specimen.getId()));
            }
        }
    }

    private static List<ResourceWrite> writes(Order source, List<Group> groups) {
        return SpmSpecimen.writes(
                source.context(),
                groups.stream().map(group -> group.first("SPM")).toList(),
                source.obr(),
                source.numbers().orderKey(),
                source.subject().patientId(),
                source.asOf());
    }
}
