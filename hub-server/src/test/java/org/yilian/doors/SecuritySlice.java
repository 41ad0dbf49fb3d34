package org.yilian.doors;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.record.FormerVersions;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;

/**
 * The doors without what is behind them: the security and audit features on a real port and an empty database. Not below
 * the application's package, where the application's own scan would find it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            HibernateJpaAutoConfiguration.class,
            JpaRepositoriesAutoConfiguration.class,
            ThymeleafAutoConfiguration.class,
            CamelAutoConfiguration.class
        })
@ComponentScan(
        basePackages = {"org.yilian.hub.security", "org.yilian.hub.audit", "org.yilian.hub.platform"},
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.RegionDirectory"),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT)(\\$.*)?")
        })
@Import(FormerVersions.class)
public class SecuritySlice {
    public static final ECKey EC = ecKey();
    public static final RSAKey RSA = rsaKey();
    /** The key of RFC 6238's test vectors. */
    public static final String TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Bean
    CallerDirectory directory() {
        String keys = new JWKSet(List.of(EC.toPublicJWK(), RSA.toPublicJWK())).toString();
        return new CallerDirectory() {
            @Override
            public Collection<Client> clients() {
                return List.of(
                        new Client("h001", "H001", "demo-h001", null, null, Set.of("system/*.cruds", "dicomweb.read")),
                        new Client("h002", "H002", "demo-h002", null, null, Set.of("system/*.cruds")),
                        new Client("h003", "H003", "demo-h003", null, null, Set.of("system/Observation.rs")),
                        new Client("signer", "H004", null, keys, null, Set.of("system/*.rs")),
                        new Client("auditing", "H001", "demo-auditing", null, null, Set.of("system/AuditEvent.rs")));
            }

            @Override
            public Collection<User> users() {
                return List.of(
                        new User("doctor", "王医生", Set.of("DOCTOR"), "H001", "demo"),
                        new User("planner", "规划员", Set.of("PLANNER"), null, "demo"),
                        new User("auditor", "审计员", Set.of("AUDITOR"), null, "demo"),
                        new User("operator", "运维员", Set.of("OPERATOR"), null, "demo"),
                        new User("admin", "管理员", Set.of("OPERATOR"), null, "demo", TOTP),
                        new User("admin2", "管理员", Set.of("OPERATOR"), null, "demo", TOTP));
            }

            @Override
            public Collection<App> apps() {
                return List.of(
                        app("viewer", null, "user/*.rs launch openid fhirUser profile online_access"),
                        app(
                                "secret",
                                "demo-secret",
                                "user/Observation.rs user/Patient.rs dicomweb.read launch openid online_access"));
            }

            private static App app(String id, String secret, String scopes) {
                return new App(
                        new Client(id, null, secret, null, null, Set.of(scopes.split(" "))),
                        id,
                        id,
                        List.of(URI.create("https://app.example/" + id)),
                        null);
            }

            @Override
            public String region() {
                return "REGION";
            }

            @Override
            public Set<String> facilities() {
                return Set.of("H001", "H002", "H003", "H004");
            }
        };
    }

    @Bean
    FhirContext fhir() {
        return FhirContext.forR4Cached();
    }

    /** Stands for the features behind the doors. */
    @RestController
    static class Behind {
        @RequestMapping({
            "/recognition/v1/check",
            "/dicomweb/studies",
            "/api/people/search",
            "/api/people/7/timeline",
            "/api/overview",
            "/api/messages",
            "/api/reports/sharing",
            "/api/unheard-of"
        })
        String answer() {
            return "{\"caller\":\"" + Caller.current().name() + "\"}";
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
