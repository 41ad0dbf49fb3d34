package org.yilian.hub.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.hub.security.Door;

/**
 * The patterns of <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a> 1.1.4 for what is done by HTTP: {@code
 * IHE.BasicAudit.Create} and its kin, with and without a patient. A pattern says which way data flow: to the client in a read,
 * to the hub in everything else.
 */
enum Balp {
    CREATE("C", Set.of("create"), AuditAgents.SOURCE, AuditAgents.DESTINATION),
    READ("R", Set.of("read", "vread"), AuditAgents.DESTINATION, AuditAgents.SOURCE),
    UPDATE("U", Set.of("update", "patch"), AuditAgents.SOURCE, AuditAgents.DESTINATION),
    DELETE("D", Set.of("delete"), AuditAgents.APPLICATION, AuditAgents.CUSTODIAN),
    QUERY("E", Set.of("search", "search-type", "search-system"), AuditAgents.SOURCE, AuditAgents.DESTINATION),
    /** No pattern of BALP's: operations, transactions, other protocols. */
    NONE("", Set.of(), AuditAgents.SOURCE, AuditAgents.DESTINATION);

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/";
    private static final String TOKEN_USE = PROFILES + "IHE.BasicAudit.OAUTHaccessTokenUse.Comprehensive";
    private static final Set<Door> NOT_HTTP = Set.of(Door.DIMSE, Door.HL7V2_QUERY, Door.SIGN_IN);
    private static final Set<Door> IMAGES = Set.of(Door.DICOMWEB, Door.DICOMWEB_STORE, Door.KEY_IMAGES);

    private final String action;
    private final Set<String> interactions;
    private final Coding client;
    private final Coding server;

    Balp(String action, Set<String> interactions, Coding client, Coding server) {
        this.action = action;
        this.interactions = interactions;
        this.client = client;
        this.server = server;
    }

    static Balp of(AuditRecord record) {
        if (NOT_HTTP.contains(Door.valueOf(record.door())) || record.interaction() == null) {
            return NONE;
        }
        for (Balp each : values()) {
            if (each.action.equals(record.action())
                    && (each.interactions.contains(record.interaction()) || each.isItsWordForImages(record))) {
                return each;
            }
        }
        return NONE;
    }

    /** DICOMweb reads, stores and deletes under names of its own ({@code frames}); FHIR's word stands beside those. */
    private boolean isItsWordForImages(AuditRecord record) {
        return this != QUERY && IMAGES.contains(Door.valueOf(record.door()));
    }

    /** FHIR's word for what was done, where the record has only one of the door's own. */
    String interaction(AuditRecord record) {
        return this == NONE || interactions.contains(record.interaction()) ? null : name().toLowerCase(Locale.ROOT);
    }

    Coding client() {
        return client.copy();
    }

    Coding server() {
        return server.copy();
    }

    /** Who changes something is its author, who reads something its recipient. */
    Coding user() {
        return (this == CREATE || this == UPDATE || this == DELETE ? AuditAgents.AUTHOR : AuditAgents.RECIPIENT).copy();
    }

    /** What of the things touched is the data of the pattern; a query has none. */
    boolean namesData() {
        return this != QUERY;
    }

    /** Canonical URLs of all that an event may claim. */
    static Stream<String> profiles() {
        return Stream.concat(
                Arrays.stream(values())
                        .filter(each -> each != NONE)
                        .flatMap(each -> Stream.of(each.profile(false), each.profile(true))),
                Stream.of(TOKEN_USE));
    }

    private String profile(boolean aboutOnePatient) {
        return PROFILES + "IHE.BasicAudit." + (aboutOnePatient ? "Patient" : "") + name().charAt(0)
                + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Names the profiles that the event meets: those of the pattern want a success, an address and what was touched. */
    void claim(AuditEvent event, AuditRecord record) {
        if (record.outcome().equals(Access.Outcome.SUCCESS.code()) && record.address() != null && isWhole(record)) {
            event.getMeta().addProfile(profile(record.patients().size() == 1));
        }
        if (record.token() != null && (record.user() == null || user().equalsDeep(AuditAgents.RECIPIENT))) {
            event.getMeta().addProfile(TOKEN_USE);
        }
    }

    private boolean isWhole(AuditRecord record) {
        return switch (this) {
            case NONE -> false;
            case QUERY -> record.query() != null;
            default -> !record.resources().isEmpty() || !record.patients().isEmpty();
        };
    }
}
