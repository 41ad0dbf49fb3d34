package org.yilian.hub.security.disclosure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.hub.facility.SharePolicy;

/** Sensitivity classes a resource shows: by its security labels, and by codes the region's policy names. */
final class Labels {
    /** Of v3-ActCode and v3-Confidentiality, those that narrow who may see. */
    private static final Set<String> KNOWN =
            Set.of("HIV", "PSY", "PSYTHPN", "SEX", "STD", "SDV", "ETH", "SICKLE", "BH", "GDIS", "CEL", "EMP", "R", "V");

    /** Where a resource says what it is about. */
    private static final List<String> CODED =
            List.of("code", "type", "category", "serviceType", "reasonCode", "medication[x]", "procedureCode", "class");

    private final List<SharePolicy.Sensitive> rules;

    Labels(SharePolicy policy) {
        rules = policy.sensitivity();
    }

    Set<String> of(Resource resource) {
        Set<String> labels = new HashSet<>();
        for (Coding label : resource.getMeta().getSecurity()) {
            if (KNOWN.contains(label.getCode())) {
                labels.add(label.getCode());
            }
        }
        if (!rules.isEmpty()) {
            CODED.forEach(name -> {
                Property property = resource.getNamedProperty(name);
                if (property != null) {
                    property.getValues().forEach(value -> byCode(value, labels));
                }
            });
        }
        return labels;
    }

    private void byCode(Base value, Set<String> labels) {
        if (value instanceof CodeableConcept concept) {
            concept.getCoding().forEach(coding -> byCode(coding, labels));
        } else if (value instanceof Coding coding) {
            for (SharePolicy.Sensitive rule : rules) {
                if (rule.system().equals(coding.getSystem()) && rule.codes().contains(coding.getCode())) {
                    labels.add(rule.label());
                }
            }
        }
    }
}
