package org.yilian.hub.security;

import java.util.Set;

/** The ways into the hub. A door names the scopes and roles that open it; FHIR asks for each resource type besides. */
public enum Door {
    FHIR(Set.of(), Set.of()),
    DICOMWEB(Set.of("dicomweb.read"), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    /** Images coming in over HTTP (STOW-RS). */
    DICOMWEB_STORE(Set.of("dicomweb.write"), Set.of()),
    /** Key images kept in a study of the own hospital: by people at the viewer, never through an app. */
    KEY_IMAGES(Set.of(), Set.of(Role.RADIOLOGIST)),
    /** Queries for people over MLLP; asked as FHIR's search of Patient is. */
    HL7V2_QUERY(Set.of(), Set.of()),
    DIMSE(Set.of("dicomweb.read", "dicomweb.write"), Set.of()),
    RECOGNITION(Set.of("recognition.check"), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    CDS_HOOKS(Set.of("recognition.check"), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    /** HL7 v2 coming in over HTTP. */
    HL7V2(Set.of("hl7v2.write"), Set.of()),
    MESSAGES(Set.of("messages.manage"), Set.of(Role.OPERATOR)),
    /** How members are described: for the region's own people only. */
    REGION(Set.of(), Set.of(Role.OPERATOR)),
    /** Images whose identifiers clash, of whichever hospital: for the region's own people only. */
    QUARANTINE(Set.of(), Set.of(Role.OPERATOR)),
    REPORTS(Set.of("report.read"), Set.of(Role.PLANNER)),
    /** Finding people by name or number. */
    PEOPLE(Set.of(), Set.of(Role.DOCTOR, Role.RADIOLOGIST, Role.STEWARD)),
    /** Which source records are one person. */
    IDENTITY(Set.of(), Set.of(Role.STEWARD)),
    /** What is known about one person. */
    TIMELINE(Set.of(), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    /** Pages without patients: overview, own name. */
    PORTAL(Set.of("report.read", "messages.manage"), Set.of(Role.values())),
    /** What somebody granted to apps, for that person: at the portal, never through an app. */
    APP_GRANTS(Set.of(), Set.of(Role.values())),
    /** What anybody of one's hospital granted to apps; of the region, for its own people. */
    APP_GRANTS_OF_ALL(Set.of(), Set.of(Role.OPERATOR)),
    AUDIT(Set.of("system/AuditEvent.rs"), Set.of(Role.AUDITOR)),
    /** Who looked at one person's records, for that person. */
    ACCESS_LOG(Set.of(), Set.of(Role.AUDITOR, Role.STEWARD)),
    /** Another hospital's records opened in an emergency: by people, never through an app. */
    EMERGENCY(Set.of(), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    /** Who judges whether it was one. */
    EMERGENCY_REVIEW(Set.of(), Set.of(Role.AUDITOR)),
    OPERATIONS(Set.of("metrics.read"), Set.of(Role.OPERATOR)),
    /** Links for patients: made, listed, revoked. */
    SHARES(Set.of("share.manage"), Set.of(Role.DOCTOR, Role.RADIOLOGIST)),
    /** Such a link opened with its pass code: open, but every try leaves a record. */
    SHARED_LINK(Set.of(), Set.of()),
    /** Token endpoint and login: open, but every use leaves a record. */
    SIGN_IN(Set.of(), Set.of());

    private final Set<String> scopes;
    private final Set<Role> roles;

    Door(Set<String> scopes, Set<Role> roles) {
        this.scopes = scopes;
        this.roles = roles;
    }

    boolean opensFor(Caller caller) {
        boolean byScope = scopes.stream().anyMatch(caller::hasScope);
        boolean byRole = roles.stream().anyMatch(caller::hasRole);
        if (caller.throughApp()) {
            return byScope && byRole;
        }
        return this == DICOMWEB && caller.onlyStudy().isPresent() || byScope || byRole;
    }
}
