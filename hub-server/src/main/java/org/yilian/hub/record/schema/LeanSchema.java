package org.yilian.hub.record.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.tool.schema.internal.StandardForeignKeyExporter;
import org.hibernate.tool.schema.internal.StandardIndexExporter;
import org.hibernate.tool.schema.spi.Exporter;

/**
 * HAPI's indexes and foreign keys without those that cost every write and serve no search that the hub's users make. Index
 * rows are derived data: HAPI and we write them in the transaction of their resource and a reindex makes them anew, so a
 * foreign key guards nothing there and costs a look-up for each of some 200 rows of a laboratory message. ADR 0012.
 */
final class LeanSchema {
    private static final String[] NOTHING = {};

    private static final Set<String> LEFT_OUT = Set.of(
            // Serves no query of HAPI 8.8: each compares a hash of system, value or both, or goes by resource.
            "IDX_SP_TOKEN_HASH_V2",
            // Any code of a system ("code=http://loinc.org|"): such a search goes by its other parameters.
            "IDX_SP_TOKEN_HASH_S_V2",
            // The unique IDX_RESTAG_TAGID has the same leading columns.
            "IDX_RES_TAG_RES_TAG");

    /** Links to what is not stored here are few: only they are indexed. */
    private static final Map<String, String> POSTGRES_INSTEAD = Map.of(
            "IDX_RL_SRCPATH_TGTURL",
            "create index IDX_RL_SRCPATH_TGTURL on HFJ_RES_LINK (TARGET_RESOURCE_URL, SRC_PATH, SRC_RESOURCE_ID)"
                    + " where TARGET_RESOURCE_URL is not null");

    private static final Map<String, String> H2_INSTEAD = Map.of(
            "IDX_RL_SRCPATH_TGTURL",
            "create index IDX_RL_SRCPATH_TGTURL on HFJ_RES_LINK (TARGET_RESOURCE_URL, SRC_RESOURCE_ID)");

    private LeanSchema() {}

    static Exporter<Index> postgresIndexes(Dialect dialect) {
        return indexes(dialect, POSTGRES_INSTEAD);
    }

    static Exporter<Index> h2Indexes(Dialect dialect) {
        return indexes(dialect, H2_INSTEAD);
    }

    private static Exporter<Index> indexes(Dialect dialect, Map<String, String> instead) {
        return new StandardIndexExporter(dialect) {
            @Override
            public String[] getSqlCreateStrings(Index index, Metadata metadata, SqlStringGenerationContext context) {
                String name = index.getName().toUpperCase(Locale.ROOT);
                if (LEFT_OUT.contains(name)) {
                    return NOTHING;
                }
                String other = instead.get(name);
                return other != null ? new String[] {other} : super.getSqlCreateStrings(index, metadata, context);
            }
        };
    }

    static Exporter<ForeignKey> foreignKeys(Dialect dialect) {
        return new StandardForeignKeyExporter(dialect) {
            @Override
            public String[] getSqlCreateStrings(ForeignKey key, Metadata metadata, SqlStringGenerationContext context) {
                return isDerived(key.getTable().getName().toUpperCase(Locale.ROOT))
                        ? NOTHING
                        : super.getSqlCreateStrings(key, metadata, context);
            }
        };
    }

    private static boolean isDerived(String table) {
        return table.startsWith("HFJ_SPIDX_") || table.equals("HFJ_RES_LINK") || table.equals("HFJ_IDX_CMB_TOK_NU");
    }
}
