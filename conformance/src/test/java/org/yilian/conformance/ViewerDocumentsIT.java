package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;
import org.yilian.sample.image.AnnotatedEcg;

/** A structured report and a PDF are opened in the viewer, in a real browser. */
@Timeout(300)
@ExtendWith(InBrowser.class)
class ViewerDocumentsIT {
    private static Browser browser;

    @BeforeAll
    static void aRadiologist() {
        browser = InBrowser.browser();
        browser.logIn("radiologist");
    }

    @Test
    void aStructuredReportIsReadInPlace() throws IOException {
        DataSet report = document(UID.BasicTextSRStorage, "SR")
                .set(Tag.ValueType, "CONTAINER")
                .set(Tag.ContinuityOfContent, "SEPARATE")
                .set(Tag.CompletionFlag, "COMPLETE")
                .set(Tag.VerificationFlag, "UNVERIFIED")
                .setItems(Tag.ConceptNameCodeSequence, code("18748-4", "Diagnostic imaging report"))
                .setItems(
                        Tag.ContentSequence,
                        new DataSet()
                                .set(Tag.RelationshipType, "CONTAINS")
                                .set(Tag.ValueType, "TEXT")
                                .setItems(Tag.ConceptNameCodeSequence, code("59776-5", "Findings"))
                                .set(Tag.TextValue, "右肺上叶结节 6 mm"));
        open(report);
        browser.seeText("Diagnostic imaging report");
        browser.untilText(By.cssSelector(".document-item"), "Findings 右肺上叶结节 6 mm");
        assertThat(browser.text()).contains("not verified");
        browser.screenshot(InBrowser.SCREENS.resolve("report.png"));
    }

    @Test
    void aPdfIsDrawnInPlace() throws IOException {
        byte[] pdf = pdf();
        open(document(UID.EncapsulatedPDFStorage, "DOC")
                .set(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                .setBytes(Tag.EncapsulatedDocument, VR.OB, pdf));
        browser.see(By.cssSelector(".document-pages canvas"));
        browser.until(page -> dark() > 500 ? true : null);
        browser.screenshot(InBrowser.SCREENS.resolve("pdf.png"));
    }

    @Test
    void anAnnotatedEcgIsDrawnWithWhatWasMeasured() throws IOException {
        RegionPlan plan = RegionPlan.standard(42, Instant.parse("2026-11-21T16:00:00Z"));
        for (Visit visit : SampleRegion.of(plan).history().visits()) {
            for (ExamOrder exam : visit.exams()) {
                if (exam.exam().modality().equals("ECG")) {
                    openEcg(AnnotatedEcg.of(plan, visit, exam));
                    return;
                }
            }
        }
        throw new AssertionError("the sample region has no ECG");
    }

    private static void openEcg(byte[] document) throws IOException {
        var taken = HubHttp.client(InBrowser.hub().http(), "h001", "dicomweb.write")
                .ask(
                        "POST",
                        "/api/imaging/ecg",
                        "application/json",
                        "application/xml",
                        BodyPublishers.ofByteArray(document));
        assertThat(taken.status()).isEqualTo(201);
        browser.go("/viewer/?study=" + taken.json().path("study").asText());
        browser.see(By.cssSelector(".ecg-sheet .ecg-line"));
        browser.untilText(By.cssSelector(".ecg-remarks li"), "Heart rate");
        assertThat(browser.text()).contains("25 mm/s", "aVF", "V6");
        browser.screenshot(InBrowser.SCREENS.resolve("aecg.png"));
    }

    private static long dark() {
        try {
            var image = ImageIO.read(
                    new ByteArrayInputStream(browser.picture(browser.see(By.cssSelector(".document-pages canvas")))));
            return IntStream.range(0, image.getWidth() * image.getHeight())
                    .filter(at -> (image.getRGB(at % image.getWidth(), at / image.getWidth()) & 0xFF) < 64)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page with a black square, without fonts. */
    private static byte[] pdf() {
        String drawn = "0 g 60 60 80 80 re f";
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>/Contents 4 0 R>>",
                "<</Length " + drawn.length() + ">>stream\n" + drawn + "\nendstream");
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int n = 0; n < objects.size(); n++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(n + 1).append(" 0 obj\n").append(objects.get(n)).append("\nendobj\n");
        }
        int start = file.length();
        file.append(table)
                .append("trailer<</Size 5/Root 1 0 R>>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        if (file.length() % 2 == 1) {
            file.append('\n');
        }
        return file.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static DataSet code(String value, String meaning) {
        return new DataSet()
                .set(Tag.CodeValue, value)
                .set(Tag.CodingSchemeDesignator, "LN")
                .set(Tag.CodeMeaning, meaning);
    }

    private static DataSet document(String sopClass, String modality) {
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPClassUID, sopClass)
                .set(Tag.SOPInstanceUID, uid())
                .set(Tag.StudyDate, "20260701")
                .set(Tag.StudyTime, "080000")
                .set(Tag.ContentDate, "20260701")
                .set(Tag.ContentTime, "083000")
                .set(Tag.Modality, modality)
                .set(Tag.PatientName, "Ouyang^Xiaoyan=欧阳^晓燕")
                .set(Tag.PatientID, "D" + UUID.randomUUID().toString().substring(0, 8))
                .set(Tag.StudyInstanceUID, uid())
                .set(Tag.SeriesInstanceUID, uid())
                .set(Tag.SeriesNumber, "1")
                .set(Tag.InstanceNumber, "1");
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    private static void open(DataSet document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("--xyz\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        DicomFile.of(document, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(out);
        out.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(HubHttp.client(InBrowser.hub().http(), "h001", "dicomweb.write")
                        .ask(
                                "POST",
                                "/dicomweb/studies",
                                "application/dicom+json",
                                "multipart/related; type=\"application/dicom\"; boundary=xyz",
                                BodyPublishers.ofByteArray(out.toByteArray()))
                        .status())
                .isEqualTo(200);
        browser.go("/viewer/?study=" + document.string(Tag.StudyInstanceUID));
    }
}
