package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndex;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.EntityIndexStatusEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.model.entity.ResourceTag;
import ca.uhn.fhir.jpa.model.entity.TagDefinition;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Creates many new resources at once, row for row what HAPI's DAO writes, without its work for each single one.
 *
 * <p>HAPI's own extractor makes the index entries and HAPI's own entities carry them; only the way into the database is
 * ours ({@link BulkInsert}). What the DAO does besides - conditional matching, looking up each reference, comparing with
 * what was there - has no meaning for a resource that is new under an id of ours. {@code NewResourcesIT} compares the rows
 * of both ways. Anything unusual is left to the DAO. See ADR 0006.
 */
@Component
class NewResources {
    private final FhirContext fhir;
    private final SearchParamExtractorService extractor;
    private final IResourceTypeCacheSvc types;
    private final KnownTags tags;
    private final ReferenceTargets targets;
    private final BulkInsert bulk;

    NewResources(
            FhirContext fhir,
            SearchParamExtractorService extractor,
            IResourceTypeCacheSvc types,
            KnownTags tags,
            ReferenceTargets targets,
            BulkInsert bulk) {
        this.fhir = fhir;
        this.extractor = extractor;
        this.types = types;
        this.tags = tags;
        this.targets = targets;
        this.bulk = bulk;
    }

    /** One resource with its rows. */
    private record Row(
            Resource resource,
            ResourceTable entity,
            ResourceIndexedSearchParams index,
            List<TagDefinition> tags,
            String text) {}

    /**
     * Inserts version 1 of each, with id, version and time set on the objects given.
     *
     * @return those that are not of the usual kind: the caller hands them to the DAO, after these
     */
    List<Resource> insert(List<Resource> resources, RequestDetails request) {
        List<Resource> left = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        TransactionDetails transaction = new TransactionDetails();
        for (Resource resource : resources) {
            Optional<List<TagDefinition>> definitions = tags.of(resource);
            if (definitions.isEmpty() || IsUnusual.test(resource)) {
                left.add(resource);
            } else {
                rows.add(row(resource, definitions.get(), transaction, request));
            }
        }
        if (!rows.isEmpty()) {
            write(rows, transaction.getTransactionDate());
        }
        return left;
    }

    private Row row(
            Resource resource,
            List<TagDefinition> definitions,
            TransactionDetails transaction,
            RequestDetails request) {
        Date now = transaction.getTransactionDate();
        ResourceTable entity = new ResourceTable();
        entity.setResourceType(resource.fhirType());
        entity.setResourceTypeId(types.getResourceTypeId(resource.fhirType()));
        entity.setFhirId(resource.getIdElement().getIdPart());
        entity.setFhirVersion(fhir.getVersion().getVersion());
        entity.initializeVersion();
        entity.getId(); // makes the empty key that Hibernate fills
        entity.setPublished(now);
        entity.setUpdated(now);
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
        StoredText text = StoredText.of(fhir, resource);
        entity.setHashSha256(text.hash());
        entity.setHasTags(!definitions.isEmpty());
        entity.setIndexStatus(EntityIndexStatusEnum.INDEXED_RDBMS_ONLY);
        index.populateResourceTableSearchParamsPresentFlags(entity);
        return new Row(resource, entity, index, definitions, text.json());
    }

    private void write(List<Row> rows, Date now) {
        bulk.persist(rows.stream().map(Row::entity).toList());
        Map<String, JpaPid> created = new HashMap<>();
        rows.forEach(row -> created.put(
                row.entity().getResourceType() + "/" + row.entity().getFhirId(),
                row.entity().getResourceId()));
        targets.resolve(rows.stream().map(row -> row.index().myLinks).toList(), created);
        bulk.run(insert -> {
            insertHistory(rows, insert);
            insertTags(rows, insert);
            insertIndex(rows, insert);
        });
        rows.forEach(row -> stamp(row.resource(), now));
    }

    private void insertHistory(List<Row> rows, BulkInsert.Sink insert) {
        List<ResourceHistoryTable> versions = new ArrayList<>(rows.size());
        for (Row row : rows) {
            ResourceHistoryTable version = row.entity().toHistory(false);
            version.setEncoding(StoredText.ENCODING);
            version.setResourceTextVc(row.text());
            version.setSourceUri(row.resource().getMeta().getSource());
            versions.add(version);
        }
        versions.forEach(insert::insert);
    }

    private static void insertTags(List<Row> rows, BulkInsert.Sink insert) {
        rows.forEach(row -> row.tags().forEach(definition -> {
            ResourceTag tag =
                    new ResourceTag(row.entity(), definition, row.entity().getPartitionId());
            tag.prePersist();
            insert.insert(tag);
        }));
    }

    /** By table, not by resource: only rows of one table share a JDBC batch. */
    private static void insertIndex(List<Row> rows, BulkInsert.Sink insert) {
        all(rows, index -> index.myTokenParams, insert);
        all(rows, index -> index.myStringParams, insert);
        all(rows, index -> index.myDateParams, insert);
        all(rows, index -> index.myNumberParams, insert);
        all(rows, index -> index.myQuantityParams, insert);
        all(rows, index -> index.myQuantityNormalizedParams, insert);
        all(rows, index -> index.myUriParams, insert);
        all(rows, index -> index.myCoordsParams, insert);
        all(rows, index -> index.myComboTokenNonUnique, insert);
        all(rows, index -> index.myLinks, insert);
    }

    private static void all(
            List<Row> rows,
            Function<ResourceIndexedSearchParams, Collection<? extends BaseResourceIndex>> part,
            BulkInsert.Sink insert) {
        rows.forEach(row -> part.apply(row.index()).forEach(entry -> {
            prepare(entry, row.entity());
            insert.insert(entry);
        }));
    }

    /** What Hibernate's callbacks do before an insert: a stateless session has none. */
    private static void prepare(BaseResourceIndex entry, ResourceTable entity) {
        entry.setResourceId(entity.getId().getId());
        if (entry instanceof BaseResourceIndexedSearchParam parameter) {
            parameter.calculateHashes();
            parameter.setUpdated(null);
        }
        if (entry instanceof ResourceIndexedSearchParamToken token) {
            token.truncateFieldsForDB();
        }
    }

    private static void stamp(Resource resource, Date now) {
        resource.setId(resource.getIdElement().withVersion("1"));
        resource.getMeta().setVersionId("1").setLastUpdated(now);
    }
}
