package org.yilian.hub.security;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user is for the hub, and with it what FHIR types the user reads. No role writes FHIR resources. */
public enum Role {
    DOCTOR(Types.CLINICAL),
    RADIOLOGIST(Types.CLINICAL),
    /** Reads who did what, no clinical data. */
    AUDITOR(Set.of("AuditEvent")),
    /** Reads numbers, never rows of patients. */
    PLANNER(Set.of("Measure", "MeasureReport", "Organization", "Location")),
    /** Resolves identities: demographics only. */
    STEWARD(Set.of("Patient", "Person", "RelatedPerson", "Practitioner", "PractitionerRole", "Organization")),
    /** Watches and repairs messages through the message API. */
    OPERATOR(Set.of());

    private final Set<SmartScope> grants;

    Role(Set<String> types) {
        grants = types.stream()
                .map(type -> new SmartScope(SmartScope.Context.USER, type, SmartScope.READ_AND_SEARCH))
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<SmartScope> grants() {
        return grants;
    }

    static Stream<Role> named(Set<String> names) {
        return Arrays.stream(values()).filter(role -> names.contains(role.name()));
    }

    /** A holder class, because an enum's constructor cannot reach the enum's own constants. */
    private static final class Types {
        static final Set<String> CLINICAL = Set.of(
                "AllergyIntolerance",
                "Appointment",
                "Binary",
                "CarePlan",
                "CareTeam",
                "ClinicalImpression",
                "Composition",
                "Condition",
                "Consent",
                "Coverage",
                "Device",
                "DiagnosticReport",
                "DocumentReference",
                "Encounter",
                "Endpoint",
                "EpisodeOfCare",
                "FamilyMemberHistory",
                "Flag",
                "Goal",
                "HealthcareService",
                "ImagingStudy",
                "Immunization",
                "Location",
                "Media",
                "Medication",
                "MedicationAdministration",
                "MedicationDispense",
                "MedicationRequest",
                "MedicationStatement",
                "NutritionOrder",
                "Observation",
                "Organization",
                "Patient",
                "Person",
                "Practitioner",
                "PractitionerRole",
                "Procedure",
                "Provenance",
                "QuestionnaireResponse",
                "RelatedPerson",
                "Schedule",
                "ServiceRequest",
                "Slot",
                "Specimen",
                "SupplyRequest",
                "Task");
    }
}
