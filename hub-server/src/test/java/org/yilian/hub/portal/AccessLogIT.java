package org.yilian.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubTest;
import org.yilian.hub.security.AppUser;
import org.yilian.hub.security.Http;

/** Who looked, said to the person who was looked at. */
@HubTest
class AccessLogIT {
    @LocalServerPort
    int port;

    @Test
    void saysInChineseWhoLookedWhenAndThroughWhat() {
        String number = "AL" + UUID.randomUUID().toString().substring(0, 8);
        String id = "h001-" + number.toLowerCase(java.util.Locale.ROOT);
        Http h001 = Http.client(port, "h001", "system/*.cruds");
        HttpResponse<String> put = h001.send(
                "PUT",
                "/fhir/Patient/" + id,
                "application/fhir+json",
                "{\"resourceType\":\"Patient\",\"id\":\"" + id
                        + "\",\"identifier\":[{\"system\":\"https://fhir.yilian-hub.org/id/h001/mrn\",\"value\":\""
                        + number
                        + "\"}],\"name\":[{\"text\":\"访问记录\"}],\"gender\":\"female\",\"birthDate\":\"1980-02-03\"}");
        assertThat(put.statusCode()).isEqualTo(201);
        Http doctor = Http.user(port, "doctor");
        String person = Awaitility.await().until(() -> person(doctor, number), found -> found != null);
        for (int i = 0; i < 3; i++) {
            assertThat(doctor.get("/api/people/" + person + "/timeline").statusCode())
                    .isEqualTo(200);
        }
        assertThat(Http.client(port, "h002", "system/*.rs")
                        .get("/fhir/Patient/" + id)
                        .statusCode())
                .isEqualTo(200);
        String app = AppUser.signedIn(port, "doctor", "sample-app", "http://127.0.0.1:9000/")
                .token(port, "user/*.rs");
        assertThat(new Http(port).bearer(app).get("/fhir/Patient/" + id).statusCode())
                .isEqualTo(200);

        Http steward = Http.user(port, "steward");
        HttpResponse<String> answer = steward.get("/api/people/" + person + "/accesses");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = lines(answer);
        assertThat(lines)
                .extracting(line -> text(line, "who", "facility", "through", "did", "times", "outcome"))
                .contains(
                        "林医生 " + facility(lines, "林医生") + " 患者时间轴 查看 3 成功",
                        "林医生（经应用 示例应用） " + facility(lines, "林医生") + " 数据接口 查看 1 成功",
                        "信息系统 h002 " + facility(lines, "信息系统 h002") + " 数据接口 查看 1 成功")
                .anyMatch(line -> line.startsWith("信息系统 h001 ") && line.endsWith("数据接口 修改 1 成功"));
        assertThat(facility(lines, "信息系统 h002")).doesNotContain("H002").isNotBlank();
        assertThat(lines.get(0).get("last").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(answer.body()).as("neither queries nor numbers").doesNotContain(number, id);

        HttpResponse<String> sheet = steward.get("/api/people/" + person + "/accesses.csv");
        assertThat(sheet.body()).startsWith("\uFEFF起,止,何人,机构,途径,操作,次数,结果\r\n").contains("\"林医生\"", "\"访问记录查询\"");
        assertThat(sheet.headers().firstValue("Cache-Control")).contains("no-store");

        assertThat(Http.user(port, "auditor")
                        .get("/api/people/" + person + "/accesses")
                        .statusCode())
                .isEqualTo(200);
        for (String other : List.of("doctor", "radiologist", "planner", "operator")) {
            assertThat(Http.user(port, other)
                            .get("/api/people/" + person + "/accesses")
                            .statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(h001.get("/api/people/" + person + "/accesses").statusCode()).isEqualTo(403);
        assertThat(new Http(port).get("/api/people/" + person + "/accesses").statusCode())
                .isEqualTo(401);
        assertThat(steward.get("/api/people/999999999/accesses").statusCode()).isEqualTo(404);
        assertThat(steward.get("/api/people/" + person + "/accesses?from=2026-02-01&to=2026-01-01")
                        .statusCode())
                .isEqualTo(400);
    }

    private static String person(Http doctor, String number) {
        JsonNode found =
                Http.json(doctor.send("POST", "/api/people/search", "application/json", "{\"q\":\"" + number + "\"}"));
        return found.at("/items/0/person").asText(null);
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        List<JsonNode> lines = new ArrayList<>();
        Http.json(answer).get("accesses").forEach(lines::add);
        return lines;
    }

    private static String facility(List<JsonNode> lines, String who) {
        return lines.stream()
                .filter(line -> line.get("who").asText().equals(who))
                .map(line -> line.get("facility").asText())
                .findFirst()
                .orElse("nobody");
    }

    private static String text(JsonNode line, String... keys) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            values.add(line.get(key).asText());
        }
        return String.join(" ", values);
    }
}
