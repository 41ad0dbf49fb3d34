package org.yilian.hub.record.schema;

import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.tool.schema.spi.Exporter;

/** HAPI's dialect with the indexes and foreign keys of {@link LeanSchema}. */
public final class LeanH2Dialect extends HapiFhirH2Dialect {
    private final Exporter<Index> indexes = LeanSchema.h2Indexes(this);
    private final Exporter<ForeignKey> foreignKeys = LeanSchema.foreignKeys(this);

    @Override
    public Exporter<Index> getIndexExporter() {
        return indexes;
    }

    @Override
    public Exporter<ForeignKey> getForeignKeyExporter() {
        return foreignKeys;
    }
}
