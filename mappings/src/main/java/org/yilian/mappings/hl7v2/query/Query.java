package org.yilian.mappings.hl7v2.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.Segment;

/**
 * What a query by parameter asks (QPD, RCP and DSC, HL7 v2.8 section 5.4).
 *
 * @param tag QPD-2, empty when missing
 * @param criteria of {@link Kind#DEMOGRAPHICS}: QPD-3 as sent
 * @param person of the other kinds: the number asked for; null when missing
 * @param domains what domains returned, each with its repetition
 * @param quantity RCP-2, at most so many at once; 0 when not said
 * @param pointer DSC-1, empty for the first page
 */
public record Query(
        Kind kind,
        String tag,
        List<Criterion> criteria,
        Number person,
        List<Domain> domains,
        int quantity,
        String pointer) {

    /** What is asked, by trigger. */
    public enum Kind {
        /** Find candidates: IHE PDQ, ITI-21. */
        DEMOGRAPHICS("RSP", "K22", "RSP_K21", 8),
        /** Get corresponding identifiers: IHE PIX, ITI-9. */
        IDENTIFIERS("RSP", "K23", "RSP_K23", 4),
        /** Get person demographics. */
        PERSON("RSP", "K21", "RSP_K21", 4);

        final String message;
        final String event;
        final String structure;
        final int domains;

        Kind(String message, String event, String structure, int domains) {
            this.message = message;
            this.event = event;
            this.structure = structure;
            this.domains = domains;
        }

        /** The field of QPD that says what domains are to be returned. */
        public int domainField() {
            return domains;
        }
    }

    /** Cancels a query that is under way; nothing is kept between the pages of an answer, so it is only acknowledged. */
    public static final String CANCEL = "QCN^J01";

    private static final Map<String, Kind> KINDS = Map.of(
            "QBP^Q22", Kind.DEMOGRAPHICS,
            "QBP^Q23", Kind.IDENTIFIERS,
            "QBP^Q21", Kind.PERSON);

    /** @param path as in {@code PID.5.1}, without the at sign; @param repetition of QPD-3 */
    public record Criterion(String path, String value, int repetition) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Criterion[" + path + "]";
        }
    }

    /** CX-4 without a number. */
    public record Domain(String name, String oid, int repetition) {}

    /** A number and who gave it. */
    public record Number(String value, String name, String oid, String type) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Number[" + name + "]";
        }
    }

    /** Whether this trigger asks something that is answered at once. */
    public static boolean isQuery(String triggerCode) {
        return KINDS.containsKey(triggerCode) || triggerCode.equals(CANCEL);
    }

    /** Reads a query; null if its trigger is none of those that ask for people, or it has no QPD. */
    public static Query read(Er7Message message) {
        Kind kind = KINDS.get(message.triggerCode());
        Segment qpd = first(message, "QPD");
        if (kind == null || qpd == null) {
            return null;
        }
        Segment rcp = first(message, "RCP");
        Segment dsc = first(message, "DSC");
        return new Query(
                kind,
                orEmpty(qpd.get(2)),
                kind == Kind.DEMOGRAPHICS ? criteria(qpd) : List.of(),
                kind == Kind.DEMOGRAPHICS ? null : number(qpd.field(3)),
                domains(qpd, kind.domains),
                rcp == null ? 0 : quantity(rcp.get(2)),
                dsc == null ? "" : orEmpty(dsc.get(1)));
    }

    static Segment first(Er7Message message, String name) {
        return message.segments().stream()
                .filter(each -> each.is(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Criterion> criteria(Segment qpd) {
        List<Criterion> criteria = new ArrayList<>();
        for (Field field : qpd.repetitions(3)) {
            String path = field.get(1);
            String value = field.get(2);
            if (path != null && value != null) {
                criteria.add(new Criterion(path.replace("@", "").strip(), value.strip(), field.repetition()));
            }
        }
        return criteria;
    }

    private static Number number(Field field) {
        String value = field.isEmpty() ? null : field.get(1);
        return value == null ? null : new Number(value, field.get(4, 1), field.get(4, 2), field.get(5));
    }

    private static List<Domain> domains(Segment qpd, int n) {
        List<Domain> domains = new ArrayList<>();
        for (Field field : qpd.repetitions(n)) {
            domains.add(new Domain(field.get(4, 1), field.get(4, 2), field.repetition()));
        }
        return domains;
    }

    private static int quantity(String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Query[" + kind + "]";
    }
}
