package org.yilian.conformance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yilian.conformance.HubHttp;
import org.yilian.sample.Hospital;
import org.yilian.sample.Story;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Registration;

/** The same person from four hospitals is found by any of the four numbers, and by the identity number (PIXm, ITI-83). */
final class IdentityStep implements Step {
    private static final String CITIZEN = "urn:oid:2.16.156.10011.1.3";

    @Override
    public List<Finding> check(Played played) {
        Person person = Story.KNOWN_EVERYWHERE.person(played.region());
        List<Registration> registrations = played.region().cast().registrationsOf(person.key());
        Set<String> everywhere = new TreeSet<>();
        registrations.forEach(each -> everywhere.add(key(each)));
        HubHttp asker = played.client(Hospital.H003, "system/*.rs");
        List<Finding> findings = new ArrayList<>();
        long right = registrations.stream()
                .filter(each -> {
                    Set<String> known = numbers(asker, key(each));
                    known.add(key(each));
                    return known.containsAll(everywhere);
                })
                .count();
        findings.add(Finding.all("one person of four hospitals is found by any number", right, registrations.size()));
        findings.add(Finding.of(
                "and by the identity number",
                numbers(asker, CITIZEN + "|" + person.identityNumber()).containsAll(everywhere),
                everywhere.size() + " numbers"));
        findings.add(Finding.of(
                "an unknown number finds nobody",
                asker.get(path(Played.identifierSystem(Hospital.H001, "mrn") + "|00000000"), "application/fhir+json")
                                .status()
                        == 404,
                "404"));
        return findings;
    }

    private static String key(Registration registration) {
        return Played.identifierSystem(registration.hospital(), "mrn") + "|" + registration.number();
    }

    private static String path(String key) {
        return "/fhir/Patient/$ihe-pix?sourceIdentifier=" + HubHttp.encoded(key);
    }

    private static Set<String> numbers(HubHttp asker, String key) {
        Set<String> numbers = new TreeSet<>();
        for (JsonNode parameter : asker.fhir(path(key)).path("parameter")) {
            JsonNode identifier = parameter.path("valueIdentifier");
            if (!identifier.isMissingNode()) {
                numbers.add(identifier.path("system").asText() + "|"
                        + identifier.path("value").asText());
            }
        }
        return numbers;
    }
}
