package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;

/** What IHE BALP 1.1.4 asks of an AuditEvent that claims one of its profiles, element by element. */
final class BalpRules {
    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final Set<String> AUTHORS = Set.of("AUT", "INF", "CST");

    private record Rule(
            String action, Set<String> interactions, String client, String server, Set<String> users, boolean query) {}

    private static final Map<String, Rule> RULES = Map.of(
            "Create", new Rule("C", Set.of("create"), "110153", "110152", AUTHORS, false),
            "Read", new Rule("R", Set.of("read", "vread"), "110152", "110153", Set.of("IRCP"), false),
            "Update", new Rule("U", Set.of("update", "patch"), "110153", "110152", AUTHORS, false),
            "Delete", new Rule("D", Set.of("delete"), "110150", "custodian", AUTHORS, false),
            "Query",
                    new Rule(
                            "E",
                            Set.of("search", "search-type", "search-system"),
                            "110153",
                            "110152",
                            Set.of("IRCP"),
                            true));

    private BalpRules() {}

    /** The names of the profiles the event claims, without their common beginning; it has been held to each. */
    static List<String> held(AuditEvent event) {
        List<String> claimed = event.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .map(url -> url.replace(PROFILES, ""))
                .toList();
        for (String each : claimed) {
            if (each.equals("OAUTHaccessTokenUse.Comprehensive")) {
                tokenUse(event);
            } else {
                Rule rule = RULES.get(each.replace("Patient", ""));
                assertThat(rule).as(each).isNotNull();
                holds(event, rule);
                assertThat(persons(event))
                        .as("patients")
                        .hasSize(each.startsWith("Patient") ? 1 : persons(event).size());
            }
        }
        return claimed;
    }

    private static void holds(AuditEvent event, Rule rule) {
        assertThat(event.getType().getSystem() + "#" + event.getType().getCode())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/audit-event-type#rest");
        assertThat(event.getSubtype())
                .filteredOn(each -> each.getSystem().equals("http://hl7.org/fhir/restful-interaction")
                        && rule.interactions.contains(each.getCode()))
                .hasSize(1);
        assertThat(event.getAction().toCode()).isEqualTo(rule.action);
        assertThat(event.getRecorded()).isNotNull();
        assertThat(event.getOutcome().toCode()).isEqualTo("0");
        onNetwork(only(event, rule.client));
        onNetwork(only(event, rule.server));
        assertThat(agents(event, code -> rule.users.contains(code)))
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(user -> {
                    assertThat(user.getRequestor()).isTrue();
                    assertThat(user.getName()).isNotEmpty();
                    assertThat(user.hasWho()).isTrue();
                    assertThat(user.hasNetwork()).isFalse();
                    assertThat(user.getRole()).isNotEmpty();
                    assertThat(user.getPurposeOfUse()).isNotEmpty();
                });
        assertThat(event.getAgent())
                .filteredOn(AuditEventAgentComponent::getRequestor)
                .hasSize(1);
        assertThat(event.getAgent()).noneMatch(AuditEventAgentComponent::hasMedia);
        assertThat(event.getSource().hasObserver()).isTrue();
        List<AuditEventEntityComponent> objects = entities(event, "2");
        assertThat(objects).hasSize(1);
        if (rule.query) {
            query(objects.get(0));
        } else {
            assertThat(objects.get(0).hasWhat()).isTrue();
            assertThat(objects.get(0).getRole().getCode()).isIn("4", "3", "20");
        }
        assertThat(persons(event)).allSatisfy(person -> {
            assertThat(person.getRole().getCode()).isEqualTo("1");
            assertThat(person.getWhat().getReference()).startsWith("Patient/");
        });
    }

    private static void query(AuditEventEntityComponent query) {
        assertThat(query.getRole().getCode()).isEqualTo("24");
        assertThat(query.hasQuery()).isTrue();
        assertThat(query.hasWhat() || query.hasLifecycle() || query.hasDetail()).isFalse();
    }

    private static void tokenUse(AuditEvent event) {
        assertThat(only(event, "110150").getWho().getIdentifier().getValue()).isNotEmpty();
        assertThat(agents(event, "IRCP"::equals)).hasSizeLessThanOrEqualTo(1).allSatisfy(user -> {
            assertThat(user.getWho().getIdentifier().getValue()).isNotEmpty();
            assertThat(user.getRequestor()).isTrue();
            assertThat(user.getPolicy()).hasSize(1);
        });
        assertThat(event.getAgent())
                .filteredOn(AuditEventAgentComponent::getRequestor)
                .singleElement()
                .satisfies(asking ->
                        assertThat(asking.getPolicy().get(0).getValue()).matches("urn:ietf:params:oauth:jti:\\S+"));
    }

    private static void onNetwork(AuditEventAgentComponent agent) {
        assertThat(agent.hasWho()).isTrue();
        assertThat(agent.getNetwork().getAddress()).isNotEmpty();
        assertThat(agent.getNetwork().hasType()).isTrue();
    }

    private static AuditEventAgentComponent only(AuditEvent event, String code) {
        List<AuditEventAgentComponent> agents = agents(event, code::equals);
        assertThat(agents).as("agents of type " + code).hasSize(1);
        return agents.get(0);
    }

    private static List<AuditEventAgentComponent> agents(AuditEvent event, Predicate<String> code) {
        return event.getAgent().stream()
                .filter(agent -> code.test(agent.getType().getCodingFirstRep().getCode()))
                .toList();
    }

    private static List<AuditEventEntityComponent> persons(AuditEvent event) {
        return entities(event, "1");
    }

    private static List<AuditEventEntityComponent> entities(AuditEvent event, String type) {
        return event.getEntity().stream()
                .filter(entity -> isEntityType(entity.getType(), type))
                .toList();
    }

    private static boolean isEntityType(Coding coding, String code) {
        return "http://terminology.hl7.org/CodeSystem/audit-entity-type".equals(coding.getSystem())
                && code.equals(coding.getCode());
    }
}
