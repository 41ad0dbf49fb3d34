package org.yilian.hub.record;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.Http;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.dicom.ImagingStudyMapper;
import org.yilian.mappings.dicom.StudySummary;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.MessageCharset;
import org.yilian.mappings.hl7v2.ProfileTables;

/** ADR 0006: the same resources written by {@link NewResources} and by HAPI's DAO give the same rows, and are found. */
abstract class BothWays {
    private static final Path GOLDEN = Path.of("../conformance/golden/hl7v2");

    /** Messages about one patient each, so that what is found can be counted. */
    private static final Set<String> FEW = Set.of("adt-a01", "adt-a03", "adt-a04", "adt-a11", "adt-a40", "oru-r01");

    /** Keys the database makes, and times. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "PID",
            "SP_ID",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "SP_UPDATED",
            "INDEX_STATUS_UPDATED",
            // The id of the request that wrote it, made by chance.
            "REQUEST_ID");

    @Autowired
    NewResources newResources;

    @Autowired
    ResourceStore store;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    /** HAPI stores a tag when it first sees it; only then are resources with it of the usual kind. */
    @BeforeEach
    void theOwnerTagIsKnown() {
        Organization first = new Organization();
        first.setId("Organization/h001-first");
        first.getMeta().addTag(new Coding().setSystem(Urls.FACILITY_TAG).setCode("H001"));
        transaction.executeWithoutResult(status -> store.put(List.of(first)));
    }

    @Test
    void writesTheRowsThatTheDaoWrites() throws IOException {
        // Characters that a character set lacks (rule 10) do not survive the marking of numbers.
        Collection<Resource> resources = resources("rows", folder -> !folder.startsWith("rule-10")).values().stream()
                .filter(each -> !IsUnusual.test(each))
                .toList();
        Map<String, List<String>> ours =
                rows(() -> assertThat(newResources.insert(drafts(copies(resources)), request()))
                        .as("left to the DAO")
                        .isEmpty());
        Map<String, List<String>> theirs = rows(() -> store.put(copies(resources)));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        assertThat(ours.get("HFJ_RESOURCE")).hasSize(resources.size());
        assertThat(beyond(ours, theirs)).as("ours, and what is theirs instead").isEqualTo(beyond(theirs, ours));
    }

    @Test
    void searchFindsThem() throws IOException {
        Map<String, Resource> resources = resources("found", FEW::contains);
        transaction.executeWithoutResult(status -> newResources.insert(drafts(resources.values()), request()));
        Http reader = Http.client(port, "h002", "system/*.rs");
        String mrn = "https://fhir.yilian-hub.org/id/h001/mrn|found000123";
        String patient = resources.values().stream()
                .filter(each -> each.fhirType().equals("Patient"))
                .map(each -> each.getIdElement().getIdPart())
                .filter(id ->
                        Http.json(reader.get("/fhir/Patient/" + id)).toString().contains("found000123"))
                .findFirst()
                .orElseThrow();
        assertThat(total(reader, "Patient?identifier=" + mrn.replace("|", "%7C")))
                .isEqualTo(1);
        assertThat(total(reader, "Patient?name=%E5%BC%A0&_id=" + patient)).isEqualTo(1);
        assertThat(total(reader, "Patient?birthdate=1990-03-07&_id=" + patient)).isEqualTo(1);
        assertThat(total(reader, "Observation?patient=" + patient + "&code=L101"))
                .isEqualTo(1);
        assertThat(total(reader, "Observation?patient=Patient/" + patient + "&date=ge2026-01-05&date=lt2026-01-06"))
                .isGreaterThan(3);
        assertThat(total(reader, "Observation?patient=" + patient + "&code=L101&value-quantity=gt5.8"))
                .isEqualTo(1);
        assertThat(total(reader, "Observation?patient=" + patient + "&_tag=H002"))
                .isZero();
        assertThat(total(reader, "ImagingStudy?patient=" + patient + "&modality=CT"))
                .isEqualTo(1);
        assertThat(total(reader, "DiagnosticReport?patient=" + patient + "&status=final"))
                .isPositive();
        assertThat(Http.json(reader.get(
                                "/fhir/Observation?patient=" + patient + "&code=L101&_include=Observation:subject"))
                        .findValuesAsText("resourceType"))
                .contains("Patient");
        assertThat(Http.json(reader.get("/fhir/Patient?_id=" + patient + "&_revinclude=Observation:subject&_count=5"))
                        .findValuesAsText("resourceType"))
                .contains("Observation");
        assertThat(Http.json(reader.get("/fhir/Patient/" + patient + "/$everything?_count=200"))
                        .findValuesAsText("resourceType"))
                .contains("Observation", "DiagnosticReport", "ImagingStudy", "Encounter");
    }

    @Test
    void aLaterUpdateByTheDaoReplacesTheIndexOfABulkCreation() {
        Organization one = new Organization();
        one.setId("Organization/h001-bulk-then-dao");
        one.getMeta().addTag(new Coding().setSystem(Urls.FACILITY_TAG).setCode("H001"));
        one.setName("formerly");
        transaction.executeWithoutResult(status -> newResources.insert(drafts(List.of(one)), request()));
        Organization two = one.copy();
        two.setId("Organization/h001-bulk-then-dao");
        two.setName("afterwards");
        transaction.executeWithoutResult(status -> store.put(List.of(two)));
        Http reader = Http.client(port, "h002", "system/*.rs");
        assertThat(total(reader, "Organization?name=formerly")).isZero();
        assertThat(total(reader, "Organization?name=afterwards")).isEqualTo(1);
        assertThat(total(reader, "Organization/h001-bulk-then-dao/_history")).isEqualTo(2);
    }

    /** Rows of the one that the other has not. */
    private static List<String> beyond(Map<String, List<String>> one, Map<String, List<String>> other) {
        List<String> rows = new ArrayList<>();
        one.forEach((table, some) -> {
            List<String> rest = new ArrayList<>(some);
            other.getOrDefault(table, List.of()).forEach(rest::remove);
            rest.forEach(row -> rows.add(table + ": " + row));
        });
        return rows;
    }

    private static int total(Http reader, String search) {
        return Http.json(reader.get("/fhir/" + search)).path("total").asInt(-1);
    }

    private static SystemRequestDetails request() {
        return new SystemRequestDetails();
    }

    private static List<Draft> drafts(Collection<Resource> resources) {
        return resources.stream().map(Draft::of).toList();
    }

    private static List<Resource> copies(Collection<Resource> resources) {
        return resources.stream().map(Resource::copy).collect(Collectors.toCollection(ArrayList::new));
    }

    /** What the golden messages of some folders and a study say, each resource once; numbers begin with the mark. */
    private static Map<String, Resource> resources(String mark, Predicate<String> folders) throws IOException {
        FacilityProfile profile = FacilityProfile.builder("H001")
                .name("区域中心医院")
                .defaultCharset(Charset.forName("GB18030"))
                .codes(ProfileTables.codes(Files.readString(GOLDEN.resolve("codes.csv"))))
                .build();
        Map<String, Resource> resources = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".hl7"))
                    .filter(f -> folders.test(f.getParent().getFileName().toString()))
                    .sorted()
                    .toList()) {
                byte[] raw = Files.readAllBytes(file);
                Charset charset =
                        MessageCharset.detect(raw, profile.defaultCharset()).charset();
                String text = new String(raw, charset).replaceAll("(000\\d{3}|[PFVA]90\\d{2}|V2026\\d+)", mark + "$1");
                Er7Message message = Er7Message.read(text.getBytes(charset), profile.defaultCharset());
                add(resources, Hl7v2Translator.translate(message, profile, "hl7v2:1"));
            }
        }
        add(resources, ImagingStudyMapper.map(study(mark), profile, "https://hub.example.org/dicomweb"));
        assertThat(resources.values().stream().map(Resource::fhirType).distinct())
                .contains("Patient", "Encounter", "Observation", "DiagnosticReport", "ImagingStudy", "ServiceRequest");
        return marked(resources.values(), mark);
    }

    /** Shared resources (the organisation, a doctor) have no number in them: their ids are told apart here. */
    private static Map<String, Resource> marked(Collection<Resource> resources, String mark) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        Map<String, Resource> marked = new LinkedHashMap<>();
        for (Resource each : resources) {
            String json = parser.encodeResourceToString(each).replaceAll("h001-(?=[a-z2-7]{20}|wado)", "h001-" + mark);
            Resource own = (Resource) parser.parseResource(json);
            marked.put(own.fhirType() + "/" + own.getIdElement().getIdPart(), own);
        }
        return marked;
    }

    private static void add(Map<String, Resource> resources, Translation translation) {
        for (ResourceWrite write : translation.writes()) {
            String key = write.resource().fhirType() + "/"
                    + write.resource().getIdElement().getIdPart();
            if (write.mode() == ResourceWrite.Mode.STUB || write.mode() == ResourceWrite.Mode.ADVANCE) {
                resources.putIfAbsent(key, write.resource());
            } else {
                resources.put(key, write.resource());
            }
        }
    }

    private static StudySummary study(String mark) {
        StudySummary.InstanceSummary image =
                new StudySummary.InstanceSummary("1.2.3.4.1.1", "1.2.840.10008.5.1.4.1.1.2", 1);
        StudySummary.SeriesSummary series = new StudySummary.SeriesSummary(
                "1.2.3.4.1", 2, "CT", "平扫", "CHEST", null, "2026-01-05T09:31:00+08:00", List.of(image), 1);
        return new StudySummary(
                "H001",
                "1.2.3." + Math.abs(mark.hashCode()),
                Instant.parse("2026-01-05T01:40:00Z"),
                mark + "000123",
                null,
                "Zhang^San=张^三",
                "M",
                LocalDate.of(1990, 3, 7),
                mark + "ACC1",
                mark + "P9004",
                "胸部CT平扫",
                new StudySummary.Code("CT01", "99HIS", "胸部CT平扫"),
                "Li^Si=李^四",
                List.of("咳嗽"),
                "2026-01-05T09:30:00+08:00",
                List.of(series),
                1);
    }

    /** All rows in HAPI's tables that the work makes, by table, sorted; then all is undone. */
    private Map<String, List<String>> rows(Runnable work) {
        return transaction.execute(status -> {
            Set<Long> before = Set.copyOf(jdbc.queryForList("select RES_ID from HFJ_RESOURCE", Long.class));
            work.run();
            entities.flush();
            Map<Long, String> names = new TreeMap<>();
            jdbc.query("select RES_ID, RES_TYPE, FHIR_ID from HFJ_RESOURCE", row -> {
                names.put(row.getLong(1), row.getString(2) + "/" + row.getString(3));
            });
            Map<String, List<String>> rows = new TreeMap<>();
            tables().forEach((table, key) -> {
                List<String> some = jdbc.queryForList("select * from " + table).stream()
                        .filter(row -> !before.contains(((Number) row.get(key)).longValue()))
                        .map(row -> readable(row, names))
                        .sorted()
                        .toList();
                if (!some.isEmpty()) {
                    rows.put(table, some);
                }
            });
            status.setRollbackOnly();
            return rows;
        });
    }

    /** HAPI's tables with the column that says whose row it is. */
    private Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        jdbc.query(
                "select TABLE_NAME, COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS where upper(TABLE_NAME) like 'HFJ_%'"
                        + " and upper(COLUMN_NAME) in ('RES_ID', 'SRC_RESOURCE_ID') and upper(TABLE_NAME) not like 'HFJ_SEARCH%'",
                row -> {
                    tables.put(row.getString(1).toUpperCase(Locale.ROOT), row.getString(2));
                });
        assertThat(tables)
                .containsKeys("HFJ_RESOURCE", "HFJ_RES_VER", "HFJ_RES_TAG", "HFJ_RES_LINK", "HFJ_SPIDX_TOKEN");
        return tables;
    }

    private static String readable(Map<String, Object> row, Map<Long, String> names) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(row).forEach((name, value) -> {
            String column = name.toUpperCase(Locale.ROOT);
            Object shown = value;
            if (Set.of("RES_ID", "SRC_RESOURCE_ID", "TARGET_RESOURCE_ID").contains(column) && value != null) {
                shown = names.get(((Number) value).longValue());
            }
            if (!NOT_COMPARED.contains(column)) {
                text.append(column).append('=').append(shown).append(' ');
            }
        });
        return text.toString();
    }
}
