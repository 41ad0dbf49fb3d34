package org.yilian.hub.security.disclosure;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.PurposeOfUse;

/**
 * Reads a <a href="https://profiles.ihe.net/ITI/PCF/">PCF</a> Consent. In force is one that is active and about privacy;
 * whatever else it is, there is none.
 */
final class ConsentReader {
    private static final String PRIVACY = "patient-privacy";
    private final Members members;

    ConsentReader(Set<String> facilities) {
        members = new Members(facilities);
    }

    Optional<Provision> read(Consent consent) {
        boolean privacy = !consent.getScope().hasCoding()
                || consent.getScope().getCoding().stream().anyMatch(each -> PRIVACY.equals(each.getCode()));
        if (consent.getStatus() != ConsentState.ACTIVE || !privacy) {
            return Optional.empty();
        }
        Boolean basic = byRule(consent);
        if (!consent.hasProvision()) {
            return Optional.ofNullable(basic).map(permit -> provision(new ProvisionComponent(), permit));
        }
        return Optional.of(provision(consent.getProvision(), basic));
    }

    private static Boolean byRule(Consent consent) {
        Set<String> codes = consent.getPolicyRule().getCoding().stream()
                .map(Coding::getCode)
                .collect(Collectors.toSet());
        return codes.contains("OPTOUT") ? Boolean.FALSE : codes.contains("OPTIN") ? Boolean.TRUE : null;
    }

    private Provision provision(ProvisionComponent given, Boolean otherwise) {
        Boolean permit = given.hasType() ? Boolean.valueOf(given.getType() == ConsentProvisionType.PERMIT) : otherwise;
        boolean vague = given.hasAction() || given.hasCode() || given.hasData() || given.hasDataPeriod();
        Set<String> facilities = new HashSet<>();
        for (provisionActorComponent actor : given.getActor()) {
            Optional<String> facility = members.named(actor.getReference());
            vague |= facility.isEmpty();
            facility.ifPresent(facilities::add);
        }
        Set<PurposeOfUse> purposes = EnumSet.noneOf(PurposeOfUse.class);
        for (Coding coding : given.getPurpose()) {
            Optional<PurposeOfUse> purpose = PurposeOfUse.of(coding.getCode());
            vague |= purpose.isEmpty();
            purpose.ifPresent(purposes::add);
        }
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        given.getClass_().forEach(coding -> categories.addAll(Categories.ofType(coding.getCode())));
        Set<String> labels =
                given.getSecurityLabel().stream().map(Coding::getCode).collect(Collectors.toSet());
        if (vague && !Boolean.TRUE.equals(permit)) {
            // Whom or what exactly it forbids is not known here: it forbids to all.
            facilities.clear();
            purposes.clear();
        }
        List<Provision> exceptions = given.getProvision().stream()
                .map(each -> provision(each, permit == null ? null : !permit))
                .toList();
        return new Provision(
                permit,
                vague,
                instant(given.getPeriod().getStartElement()),
                instant(given.getPeriod().getEndElement()),
                facilities,
                purposes,
                categories,
                labels,
                exceptions);
    }

    private static Instant instant(BaseDateTimeType time) {
        return time == null || time.getValue() == null ? null : time.getValue().toInstant();
    }
}
