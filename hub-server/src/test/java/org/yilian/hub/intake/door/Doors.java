package org.yilian.hub.intake.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yilian.hub.HubPorts;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.intake.Hospital.Message;

/** What tests of doors ask the inbox. */
abstract class Doors {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Hospital H002 = Hospital.of("H002");

    @LocalServerPort
    int http;

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    int port(String name) {
        return HubPorts.of(environment, name);
    }

    /** An admission of nobody else, sent by this system of the hospital. */
    static Message admission(Hospital hospital, String system) {
        String mrn = Hospital.number();
        return hospital.message(
                system,
                "ADT^A04",
                "20260105090000",
                "EVN||20260105090000\rPID|1||" + mrn + "^^^" + hospital.code() + "^MR||张^三||19900307|M\r");
    }

    Map<String, Object> row(Message message) {
        return jdbc.queryForMap(
                "select facility, listener, state, error_code from yh_inbox where control_id = ?", message.controlId());
    }

    void awaitState(Message message, String state) {
        Awaitility.await(message.controlId() + " " + state).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        jdbc.queryForList(
                                "select state from yh_inbox where control_id = ?", String.class, message.controlId()))
                .containsExactly(state));
    }
}
