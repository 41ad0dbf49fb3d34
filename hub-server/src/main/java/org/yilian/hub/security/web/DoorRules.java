package org.yilian.hub.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.yilian.hub.security.Door;

/**
 * Which door a request stands at. The first rule that matches holds; a path without a rule opens to nobody, so a new door
 * begins with a line here.
 */
final class DoorRules {
    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    /** Open to everybody, for reading only: they carry no patient. */
    static final List<RequestMatcher> OPEN = List.of(
            get("/"),
            get("/index.html"),
            get("/favicon.ico"),
            get("/assets/**"),
            get("/app/**"),
            get("/viewer/**"),
            get(IssuerSignIn.START),
            get("/fhir/metadata"),
            get("/fhir/.well-known/smart-configuration"),
            PATH.matcher(HttpMethod.OPTIONS, "/dicomweb"),
            PATH.matcher(HttpMethod.OPTIONS, "/dicomweb/"),
            get("/.well-known/oauth-authorization-server"),
            get("/.well-known/openid-configuration"),
            get("/actuator/health/**"));

    private static final List<Rule> RULES = List.of(
            new Rule(PATH.matcher("/fhir/**"), Door.FHIR),
            new Rule(PATH.matcher("/fhir"), Door.FHIR),
            new Rule(PATH.matcher(HttpMethod.POST, "/dicomweb/studies/**"), Door.DICOMWEB_STORE),
            new Rule(PATH.matcher(HttpMethod.DELETE, "/dicomweb/studies/**"), Door.DICOMWEB_STORE),
            new Rule(PATH.matcher(HttpMethod.POST, "/dicomweb/workitems/**"), Door.DICOMWEB_STORE),
            new Rule(PATH.matcher(HttpMethod.PUT, "/dicomweb/workitems/*/state"), Door.DICOMWEB_STORE),
            new Rule(get("/dicomweb/**"), Door.DICOMWEB),
            new Rule(PATH.matcher("/recognition/v1/**"), Door.RECOGNITION),
            new Rule(PATH.matcher("/cds-services/**"), Door.CDS_HOOKS),
            new Rule(PATH.matcher(HttpMethod.POST, "/hl7v2"), Door.HL7V2),
            new Rule(PATH.matcher("/api/messages/**"), Door.MESSAGES),
            new Rule(PATH.matcher("/api/deliveries/**"), Door.MESSAGES),
            new Rule(PATH.matcher("/api/region/**"), Door.REGION),
            new Rule(PATH.matcher(HttpMethod.POST, "/api/imaging/ecg"), Door.DICOMWEB_STORE),
            new Rule(PATH.matcher("/api/imaging/**"), Door.MESSAGES),
            new Rule(PATH.matcher("/api/imaging/quarantine/**"), Door.QUARANTINE),
            new Rule(PATH.matcher(HttpMethod.POST, "/api/studies/*/key-images/**"), Door.KEY_IMAGES),
            new Rule(PATH.matcher("/api/studies/**"), Door.DICOMWEB),
            new Rule(PATH.matcher("/api/shares/**"), Door.SHARES),
            new Rule(PATH.matcher("/api/reports/**"), Door.REPORTS),
            new Rule(PATH.matcher("/api/people/*/timeline"), Door.TIMELINE),
            new Rule(PATH.matcher(HttpMethod.POST, "/api/people/*/launches"), Door.TIMELINE),
            new Rule(get("/api/people/*/accesses"), Door.ACCESS_LOG),
            new Rule(get("/api/people/*/accesses.csv"), Door.ACCESS_LOG),
            new Rule(PATH.matcher("/api/people/**"), Door.PEOPLE),
            new Rule(PATH.matcher("/api/identity/**"), Door.IDENTITY),
            new Rule(PATH.matcher("/api/audit/**"), Door.AUDIT),
            new Rule(PATH.matcher(HttpMethod.POST, "/api/emergency"), Door.EMERGENCY),
            new Rule(get("/api/emergency"), Door.EMERGENCY_REVIEW),
            new Rule(PATH.matcher(HttpMethod.POST, "/api/emergency/*/review"), Door.EMERGENCY_REVIEW),
            new Rule(get("/api/overview"), Door.PORTAL),
            new Rule(get("/api/apps"), Door.PORTAL),
            new Rule(get("/api/app-grants/all"), Door.APP_GRANTS_OF_ALL),
            new Rule(PATH.matcher("/api/app-grants/**"), Door.APP_GRANTS),
            new Rule(PATH.matcher("/actuator/**"), Door.OPERATIONS));

    private DoorRules() {}

    private static RequestMatcher get(String pattern) {
        RequestMatcher path = PATH.matcher(pattern);
        return request ->
                (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) && path.matches(request);
    }

    static Optional<Door> of(HttpServletRequest request) {
        return RULES.stream()
                .filter(rule -> rule.matcher().matches(request))
                .map(Rule::door)
                .findFirst();
    }

    private record Rule(RequestMatcher matcher, Door door) {}
}
