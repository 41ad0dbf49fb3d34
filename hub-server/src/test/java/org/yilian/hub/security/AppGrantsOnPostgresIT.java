package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubOnPostgresTest;

/** The table of grants where it stands in production; what it means is in {@link AppGrantsIT}. */
@HubOnPostgresTest
class AppGrantsOnPostgresIT {
    @LocalServerPort
    int port;

    @Autowired
    AppGrants grants;

    @Test
    void aGrantIsKeptProlongedEndedAndForgotten() {
        String user = "user-" + UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        AppGrants.Grant one =
                new AppGrants.Grant(UUID.randomUUID().toString(), "app", user, null, now, now.plusSeconds(60));
        grants.keep(one);
        assertThat(grants.of(user)).containsExactly(one);
        AppGrants.Grant longer =
                new AppGrants.Grant(one.id(), one.app(), user, null, now.plusSeconds(1), now.plusSeconds(300));
        grants.keep(longer);
        assertThat(grants.all())
                .contains(new AppGrants.Grant(one.id(), one.app(), user, null, now, now.plusSeconds(300)));
        assertThat(grants.revoke("another", user)).isZero();
        assertThat(grants.holds(one.id())).isTrue();
        assertThat(grants.revoke("app", user)).isEqualTo(1);
        grants.keep(longer);
        assertThat(grants.holds(one.id())).isFalse();
        assertThat(grants.of(user)).isEmpty();
        grants.keep(new AppGrants.Grant(one.id(), one.app(), user, null, now, now.minusSeconds(7200)));
        grants.forgetEnded();
        assertThat(grants.holds(one.id())).isFalse();
    }

    @Test
    void aTokenOfAnAppEndsWithIt() {
        String token = AppUser.signedIn(port, "doctor", "sample-app", "http://127.0.0.1:9000/")
                .token(port, "user/*.rs");
        Http app = new Http(port).bearer(token);
        assertThat(app.get("/fhir/Patient?_id=nobody").statusCode()).isEqualTo(200);
        grants.revoke("sample-app", "doctor");
        assertThat(app.get("/fhir/Patient?_id=nobody").statusCode()).isEqualTo(401);
    }
}
