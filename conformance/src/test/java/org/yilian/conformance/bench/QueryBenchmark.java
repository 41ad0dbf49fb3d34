package org.yilian.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yilian.conformance.Databases;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.HubProcess;

/**
 * QIDO-RS by every key over an index of many instances, as a client sees it (HTTP, JSON, audit record included), on H2 and
 * PostgreSQL; the list of a thousand studies; metadata of a series of a thousand instances. Arguments: studies of ten
 * instances each (100000), requests per key (40), {@code h2} or {@code postgres} for only one of them.
 */
public final class QueryBenchmark {
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC");
    private static final String PAGE = "limit=50&";

    private final int studies;
    private final int requests;

    private QueryBenchmark(int studies, int requests) {
        this.studies = studies;
        this.requests = requests;
    }

    public static void main(String[] args) throws Exception {
        QueryBenchmark benchmark = new QueryBenchmark(
                args.length > 0 ? Integer.parseInt(args[0]) : 100_000,
                args.length > 1 ? Integer.parseInt(args[1]) : 40);
        String only = args.length > 2 ? args[2] : "";
        if (!only.equals("postgres")) {
            benchmark.measure(Databases.h2());
        }
        if (!only.equals("h2")) {
            benchmark.measure(Databases.postgres());
        }
        System.exit(0);
    }

    private void measure(Databases database) throws Exception {
        Path data = Files.createTempDirectory("yilian-query").resolve("hub");
        try (database) {
            HubProcess.start(data, database.settings(), JVM).close();
            long begin = System.nanoTime();
            ImageRows.fill(database, data, studies);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %,d studies, %,d instances, filled in %.0f s%n",
                    database,
                    studies,
                    studies * ImageRows.PER_STUDY,
                    (System.nanoTime() - begin) / 1e9);
            try (HubProcess hub = HubProcess.start(data, database.settings(), JVM)) {
                measure(HubHttp.client(hub.http(), "h001", "dicomweb.read"));
            }
        }
    }

    private void measure(HubHttp http) throws IOException {
        System.out.println("| query | median ms | p95 ms | answers |\n| --- | --- | --- | --- |");
        queries().forEach((name, path) -> measure(http, name, "/dicomweb" + path, requests));
        measure(http, "all 1,000 studies of a list", "/dicomweb/studies?limit=1000", Math.max(5, requests / 4));
        measure(
                http,
                "metadata of a series of 1,000",
                "/dicomweb/studies/" + ImageRows.LONG + "/series/1.2.9.1/metadata",
                Math.max(5, requests / 4));
    }

    /** {@code #} is another number each time. */
    private static Map<String, String> queries() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String query : List.of(
                "StudyDate=20200505",
                "StudyDate=20160101-20160131",
                "StudyTime=101010-101011",
                "AccessionNumber=A#",
                "AccessionNumber=A12#*",
                "AccessionNumber=*#",
                "ModalitiesInStudy=CT",
                "ModalitiesInStudy=XC",
                "ModalitiesInStudy=NM",
                "SOPClassesInStudy=1.2.840.10008.5.1.4.1.1.77.1.4",
                "ReferringPhysicianName=DOCTOR7",
                "ReferringPhysicianName=NOBODY",
                "StudyDescription=DESCRIPTION 77",
                "StudyDescription=NOTHING*",
                "InstitutionName=INSTITUTION 3",
                "InstitutionName=ELSEWHERE",
                "PatientName=NAME#^GIVEN",
                "PatientName=NAME#*",
                "PatientName=名#",
                "PatientName=NAME#&fuzzymatching=true",
                "PatientID=P#",
                "IssuerOfPatientID=H002",
                "IssuerOfPatientID=H009",
                "PatientBirthDate=19600404",
                "PatientBirthDate=18000101",
                "PatientSex=F",
                "PatientSex=O",
                "StudyInstanceUID=1.2.1.#",
                "StudyID=S#",
                "NumberOfStudyRelatedSeries=3",
                "NumberOfStudyRelatedInstances=1000")) {
            all.put("studies, " + query, "/studies?" + PAGE + query);
        }
        for (String query : List.of(
                "",
                "PatientID=P#",
                "Modality=CT",
                "Modality=XC",
                "SeriesInstanceUID=1.2.2.#",
                "SeriesNumber=2",
                "SeriesNumber=99",
                "SeriesDescription=SERIES 77",
                "BodyPartExamined=CHEST",
                "BodyPartExamined=FOOT",
                "SeriesDate=20200505",
                "SeriesTime=101010-101011",
                "PerformedProcedureStepStartDate=20200505",
                "PerformedProcedureStepStartTime=101010-101011",
                "ScheduledProcedureStepID=STEP#",
                "RequestedProcedureID=RP#")) {
            all.put("series, " + query, "/series?" + PAGE + query);
        }
        for (String query : List.of(
                "",
                "PatientID=P#",
                "SOPClassUID=1.2.840.10008.5.1.4.1.1.77.1.4",
                "SOPClassUID=1.2.3",
                "SOPInstanceUID=1.2.3.#",
                "InstanceNumber=3",
                "InstanceNumber=5000",
                "Rows=1024",
                "Rows=77",
                "Columns=77",
                "BitsAllocated=32",
                "NumberOfFrames=30",
                "NumberOfFrames=31")) {
            all.put("instances, " + query, "/instances?" + PAGE + query);
        }
        return all;
    }

    private void measure(HubHttp http, String name, String path, int times) {
        double[] took = new double[times];
        int answers = 0;
        for (int i = -3; i < times; i++) {
            String asked = path.replace("#", String.valueOf(1 + (i + 3) * 677 % (studies / 3)))
                    .replace(" ", "%20")
                    .replace("^", "%5E")
                    .replace("名", "%E5%90%8D");
            long begin = System.nanoTime();
            HubHttp.Answer answer = http.get(asked, "application/dicom+json");
            double ms = (System.nanoTime() - begin) / 1e6;
            if (answer.status() != 200) {
                throw new IllegalStateException(name + " was answered with " + answer.status());
            }
            if (i >= 0) {
                took[i] = ms;
                answers = answer.json().size();
            }
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %d |%n",
                name.strip(),
                took[times / 2],
                took[(int) Math.ceil(times * 0.95) - 1],
                answers);
    }
}
