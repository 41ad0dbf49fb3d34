package org.yilian.hub.security.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;
import org.yilian.hub.security.Sight;
import org.yilian.hub.security.disclosure.Pieces;

/**
 * Records that a request names: their history, versions, meta data and what hangs on them are decided by the record as it
 * is now. What is kept from the caller is answered like what never was.
 */
@Component
class NamedRecords {
    private final ObjectProvider<RecordReader> records;
    private final ObjectProvider<TransactionTemplate> transactions;
    private final AccessPolicy policy;
    private final Pieces pieces;

    NamedRecords(
            ObjectProvider<RecordReader> records,
            ObjectProvider<TransactionTemplate> transactions,
            AccessPolicy policy,
            Pieces pieces) {
        this.records = records;
        this.transactions = transactions;
        this.policy = policy;
        this.pieces = pieces;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException for what is kept from the caller */
    void require(Caller caller, String type, IIdType id) {
        if (type == null || id == null || !id.hasIdPart() || !pieces.isOfPatients(type)) {
            return;
        }
        Optional<Resource> stored = stored(type, id.getIdPart());
        boolean seen = stored.map(resource -> policy.sees(caller, resource))
                // Deleted or never there: nothing tells about whom it was, so only where nothing is kept from anybody.
                .orElseGet(() -> isOwn(caller, id) || !policy.keepsAnything(caller));
        if (!seen) {
            throw Refusal.notThere(new IdType(type, id.getIdPart()));
        }
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException for what is kept from the caller or is not there */
    void requireReferable(Caller caller, IIdType id) {
        boolean seen = stored(id.getResourceType(), id.getIdPart())
                .filter(resource -> policy.sees(caller, resource))
                .isPresent();
        if (!seen) {
            throw Refusal.noSuchReference();
        }
    }

    private static boolean isOwn(Caller caller, IIdType id) {
        return caller.facility() != null
                && id.getIdPart().startsWith(caller.facility().toLowerCase(java.util.Locale.ROOT) + "-");
    }

    /** Entries that read; those that write are the owner rule's. */
    void requireAll(Caller caller, Bundle bundle) {
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getRequest().getMethod() != Bundle.HTTPVerb.GET
                    && entry.getRequest().getMethod() != Bundle.HTTPVerb.HEAD) {
                continue;
            }
            String path = entry.getRequest().getUrl();
            int mark = path.indexOf('?');
            String[] parts = (mark < 0 ? path : path.substring(0, mark))
                    .replaceFirst("^/", "")
                    .split("/");
            boolean whole = parts.length == 1 && parts[0].startsWith("_history")
                    || parts.length == 2 && parts[1].startsWith("_history");
            if (whole && policy.keepsAnything(caller)) {
                throw Refusal.tellsTooMuch();
            }
            if (parts.length > 2) {
                require(caller, parts[0], new IdType(parts[0], parts[1]));
            }
        }
    }

    private Optional<Resource> stored(String type, String id) {
        RecordReader reader = records.getIfAvailable();
        TransactionTemplate transaction = transactions.getIfAvailable();
        if (reader == null || transaction == null) {
            return Optional.empty();
        }
        Class<? extends Resource> kind = ResourceFactory.createResource(type).getClass();
        return transaction.execute(status -> reader.read(kind, id).map(Resource.class::cast));
    }

    /** References to patients in an answer that is no record, such as PIXm's. */
    void leaveOut(Caller caller, Parameters parameters) {
        List<Reference> patients = parameters.getParameter().stream()
                .map(Parameters.ParametersParameterComponent::getValue)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .filter(each -> "Patient".equals(each.getReferenceElement().getResourceType()))
                .toList();
        if (patients.isEmpty()) {
            return;
        }
        List<Piece> asked = new ArrayList<>();
        patients.forEach(each -> stored("Patient", each.getReferenceElement().getIdPart())
                .ifPresent(resource -> asked.addAll(pieces.of(resource))));
        Sight sight = policy.sight(
                caller,
                asked.stream().map(Piece::patient).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<String> seen =
                asked.stream().filter(sight::sees).map(Piece::resource).toList();
        boolean allSeen = seen.size() == patients.size();
        if (!allSeen) {
            // Which number is of which record is not told there, so numbers go with the first record that is kept.
            parameters
                    .getParameter()
                    .removeIf(each -> !(each.getValue() instanceof Reference reference)
                            || !seen.contains(
                                    "Patient/" + reference.getReferenceElement().getIdPart()));
        }
    }
}
