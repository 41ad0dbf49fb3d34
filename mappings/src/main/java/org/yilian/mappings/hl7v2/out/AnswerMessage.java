package org.yilian.mappings.hl7v2.out;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.mappings.hl7v2.Delimiters;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.Segment;

/**
 * The parts of an answer to a query (HL7 v2.8 section 5.3.1): header, MSA, ERR, QAK, the query's QPD as it was sent, PID per
 * hit, DSC. With the delimiters and the version of the query.
 */
public final class AnswerMessage {
    private static final int LAST_QPD_FIELD = 20;

    private final Er7Message query;
    private final Er7Writer out;
    private int setId;

    /** Begins with MSH; names of sender and receiver change sides. */
    public AnswerMessage(Er7Message query, String time, String controlId, List<String> messageType, Charset charset) {
        this.query = query;
        this.out = new Er7Writer(query.delimiters());
        Segment asked = query.header();
        String processing = asked.field(11).raw();
        out.segment("MSH")
                .raw(2, encoding(query.delimiters()))
                .raw(3, asked.field(5).raw())
                .raw(4, asked.field(6).raw())
                .raw(5, asked.field(3).raw())
                .raw(6, asked.field(4).raw())
                .add(7, time)
                .add(9, Composite.of(messageType.toArray()))
                .add(10, controlId)
                .raw(11, processing == null ? "P" : processing)
                .raw(12, asked.field(12).raw())
                .add(18, Header.characterSet(charset));
    }

    private static String encoding(Delimiters delimiters) {
        String four =
                "" + delimiters.component() + delimiters.repetition() + delimiters.escape() + delimiters.subcomponent();
        return delimiters.truncation() == 0 ? four : four + delimiters.truncation();
    }

    public AnswerMessage acknowledgment(String code) {
        out.segment("MSA").add(1, code).raw(2, query.header().field(10).raw());
        return this;
    }

    /** @param location segment, its number, field, repetition, component; parts that are 0 are left out */
    public AnswerMessage error(String segment, List<Integer> location, String code, String text) {
        Composite place = Composite.of(segment);
        for (int i = 0; i < location.size(); i++) {
            place.with(i + 2, location.get(i) == 0 ? null : String.valueOf(location.get(i)));
        }
        out.segment("ERR")
                .add(2, place)
                .add(3, Composite.of(code, text, "HL70357"))
                .add(4, "E")
                .add(8, text);
        return this;
    }

    public AnswerMessage query(String status) {
        Segment qpd = qpd();
        Er7Writer.Line qak = out.segment("QAK");
        Er7Writer.Line echo = out.segment("QPD");
        if (qpd != null) {
            qak.raw(1, qpd.field(2).raw()).add(2, status).raw(3, qpd.field(1).raw());
            for (int n = 1; n <= LAST_QPD_FIELD; n++) {
                echo.raw(n, whole(qpd, n));
            }
        } else {
            qak.add(2, status);
        }
        return this;
    }

    private Segment qpd() {
        return query.segments().stream()
                .filter(each -> each.is("QPD"))
                .findFirst()
                .orElse(null);
    }

    private String whole(Segment segment, int n) {
        List<Field> all = segment.repetitions(n);
        return all.stream()
                .map(Field::raw)
                .collect(Collectors.joining(String.valueOf(query.delimiters().repetition())));
    }

    /** A person with demographics, or, without a Patient, only numbers under a name that is kept back (IHE ITI-9). */
    public AnswerMessage hit(List<PatientNumber> numbers, Patient patient) {
        if (patient != null) {
            PidSegment.write(out, ++setId, numbers, patient);
            return this;
        }
        Er7Writer.Line pid = out.segment("PID").add(1, String.valueOf(++setId));
        numbers.forEach(number -> pid.add(3, number.cx()));
        pid.raw(
                5,
                query.delimiters().repetition()
                        + String.valueOf(query.delimiters().component()).repeat(6) + "S");
        return this;
    }

    /** There is more; the same query with this pointer brings it. */
    public AnswerMessage more(String pointer) {
        out.segment("DSC").add(1, pointer).add(2, "I");
        return this;
    }

    public String text() {
        return out.text();
    }
}
