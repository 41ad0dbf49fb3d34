package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndex;
import ca.uhn.fhir.jpa.model.entity.EntityIndexStatusEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.model.entity.TagDefinition;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.rows.HapiTables;
import org.yilian.hub.record.rows.Keys;
import org.yilian.hub.record.rows.RowShape;
import org.yilian.hub.record.rows.RowWriter;

/**
 * Creates many new resources at once, row for row what HAPI's DAO writes, without its work for each single one.
 *
 * <p>HAPI's own extractor makes the index entries; only the way into the database is ours ({@link RowWriter}). What the DAO does besides - conditional matching, looking up each reference, comparing with
 * what was there - has no meaning for a resource that is new under an id of ours. {@code BothWays} compares the rows
 * of both ways. Anything unusual is left to the DAO. See ADR 0006.
 */
@Component
class NewResources {
    private final FhirContext fhir;
    private final SearchParamExtractorService extractor;
    private final IResourceTypeCacheSvc types;
    private final KnownTags tags;
    private final ReferenceTargets targets;
    private final EntityManager entities;
    private final Keys keys;
    private final RowWriter writer;

    NewResources(
            FhirContext fhir,
            SearchParamExtractorService extractor,
            IResourceTypeCacheSvc types,
            KnownTags tags,
            ReferenceTargets targets,
            EntityManager entities,
            Keys keys,
            RowWriter writer) {
        this.fhir = fhir;
        this.extractor = extractor;
        this.types = types;
        this.tags = tags;
        this.targets = targets;
        this.entities = entities;
        this.keys = keys;
        this.writer = writer;
    }

    /** One resource with what its rows are made of. */
    private record Row(
            long pid, Draft draft, ResourceTable entity, ResourceIndexedSearchParams index, List<TagDefinition> tags) {
        Resource resource() {
            return draft.resource();
        }
    }

    /**
     * Inserts version 1 of each, with id, version and time set on the objects given.
     *
     * @return those that are not of the usual kind: the caller hands them to the DAO, after these
     */
    List<Resource> insert(List<Draft> drafts, RequestDetails request) {
        List<Resource> left = new ArrayList<>();
        Map<Draft, List<TagDefinition>> usual = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            Optional<List<TagDefinition>> definitions = tags.of(draft.resource());
            if (definitions.isEmpty() || IsUnusual.test(draft.resource())) {
                left.add(draft.resource());
            } else {
                usual.put(draft, definitions.get());
            }
        }
        if (!usual.isEmpty()) {
            write(usual, request);
        }
        return left;
    }

    private void write(Map<Draft, List<TagDefinition>> drafts, RequestDetails request) {
        entities.flush(); // what the DAO did in this transaction must be found as a target
        TransactionDetails transaction = new TransactionDetails();
        long[] pids = keys.take("SEQ_RESOURCE_ID", drafts.size());
        List<Row> rows = new ArrayList<>(drafts.size());
        drafts.forEach(
                (draft, definitions) -> rows.add(row(pids[rows.size()], draft, definitions, transaction, request)));
        Map<String, Long> created = new HashMap<>();
        rows.forEach(row ->
                created.put(row.entity().getResourceType() + "/" + row.entity().getFhirId(), row.pid()));
        targets.resolve(rows.stream().map(row -> row.index().myLinks).toList(), created);
        writer.insert(
                HapiTables.RESOURCE,
                rows.stream()
                        .map(row -> ResourceRows.resource(row.pid(), row.entity()))
                        .toList());
        writer.insert(
                HapiTables.VERSION,
                rows.stream()
                        .map(row -> ResourceRows.version(row.pid(), row.entity(), row.draft()))
                        .toList());
        writer.insert(
                HapiTables.TAG,
                rows.stream()
                        .flatMap(row -> row.tags().stream().map(tag -> ResourceRows.tag(row.pid(), row.entity(), tag)))
                        .toList());
        insertIndex(rows);
        rows.forEach(row -> stamp(row.resource(), transaction.getTransactionDate()));
    }

    private Row row(
            long pid,
            Draft draft,
            List<TagDefinition> definitions,
            TransactionDetails transaction,
            RequestDetails request) {
        Resource resource = draft.resource();
        ResourceTable entity = new ResourceTable();
        entity.setResourceType(resource.fhirType());
        entity.setResourceTypeId(types.getResourceTypeId(resource.fhirType()));
        entity.setFhirId(resource.getIdElement().getIdPart());
        entity.setFhirVersion(fhir.getVersion().getVersion());
        entity.initializeVersion();
        entity.setPublished(transaction.getTransactionDate());
        entity.setUpdated(transaction.getTransactionDate());
        ResourceIndexedSearchParams index = ResourceIndexedSearchParams.withSets();
        // false: references are resolved by us, all at once, when every new row has its key.
        extractor.extractFromResource(
                RequestPartitionId.allPartitions(),
                request,
                index,
                ResourceIndexedSearchParams.withSets(),
                entity,
                resource,
                transaction,
                false,
                ISearchParamExtractor.ALL_PARAMS);
        entity.setHashSha256(draft.text().hash());
        entity.setHasTags(!definitions.isEmpty());
        entity.setIndexStatus(EntityIndexStatusEnum.INDEXED_RDBMS_ONLY);
        index.populateResourceTableSearchParamsPresentFlags(entity);
        return new Row(pid, draft, entity, index, definitions);
    }

    private void insertIndex(List<Row> rows) {
        insert(HapiTables.TOKEN, rows, index -> index.myTokenParams, HapiTables::token);
        insert(HapiTables.STRING, rows, index -> index.myStringParams, HapiTables::string);
        insert(HapiTables.DATE, rows, index -> index.myDateParams, HapiTables::date);
        insert(HapiTables.NUMBER, rows, index -> index.myNumberParams, HapiTables::number);
        insert(HapiTables.QUANTITY, rows, index -> index.myQuantityParams, HapiTables::quantity);
        insert(HapiTables.QUANTITY_NORMALIZED, rows, index -> index.myQuantityNormalizedParams, HapiTables::quantity);
        insert(HapiTables.URI, rows, index -> index.myUriParams, HapiTables::uri);
        insert(HapiTables.COORDS, rows, index -> index.myCoordsParams, HapiTables::coords);
        insert(HapiTables.COMBO, rows, index -> index.myComboTokenNonUnique, HapiTables::combo);
        List<Object[]> links = new ArrayList<>();
        for (Row row : rows) {
            Short type = row.entity().getResourceTypeId();
            row.index().myLinks.forEach(link -> links.add(HapiTables.link(link, row.pid(), type)));
        }
        writer.insert(HapiTables.LINK, links);
    }

    /** HAPI's collections hold the base type of their entries; each holds only entries of its table. */
    @SuppressWarnings("unchecked")
    private <T extends BaseResourceIndex> void insert(
            RowShape shape,
            List<Row> rows,
            Function<ResourceIndexedSearchParams, Collection<? extends BaseResourceIndex>> part,
            BiFunction<T, Long, Object[]> maker) {
        List<Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            part.apply(row.index()).forEach(entry -> values.add(maker.apply((T) entry, row.pid())));
        }
        writer.insert(shape, values);
    }

    private static void stamp(Resource resource, Date now) {
        resource.setId(resource.getIdElement().withVersion("1"));
        resource.getMeta().setVersionId("1").setLastUpdated(now);
    }
}
