package org.yilian.mappings.ecg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import org.w3c.dom.Element;
import org.yilian.mappings.ecg.Recording.Lead;

/** Reads the sequence sets of a series: one sequence of time, and one for each lead. */
final class RecordingReader {
    private static final String LEAD = "MDC_ECG_LEAD_";
    private static final Map<String, BigDecimal> SECONDS =
            Map.of("s", BigDecimal.ONE, "ms", new BigDecimal("0.001"), "us", new BigDecimal("0.000001"));
    private static final Map<String, BigDecimal> MICROVOLTS = Map.of(
            "uV",
            BigDecimal.ONE,
            "mV",
            new BigDecimal("1000"),
            "nV",
            new BigDecimal("0.001"),
            "V",
            new BigDecimal("1000000"));
    private static final int MOST_SAMPLES = 4_000_000;

    private RecordingReader() {}

    static Recording read(Element sequenceSet, boolean median) throws UnreadableEcg {
        BigDecimal increment = null;
        List<Lead> leads = new ArrayList<>();
        for (Element sequence : EcgXml.all(sequenceSet, "sequence")) {
            String code = EcgXml.child(sequence, "code")
                    .map(each -> each.getAttribute("code"))
                    .orElse("");
            Element value = EcgXml.child(sequence, "value").orElse(null);
            if (value == null) {
                continue;
            }
            if (code.startsWith("TIME_")) {
                increment = quantity(EcgXml.child(value, "increment"), SECONDS);
            } else if (code.toUpperCase(Locale.ROOT).startsWith(LEAD)) {
                leads.add(lead(code.substring(LEAD.length()), value));
            }
        }
        if (increment == null || increment.signum() <= 0) {
            throw new UnreadableEcg("A sequence set does not say the time between two samples");
        }
        if (leads.isEmpty()) {
            throw new UnreadableEcg("A sequence set has no leads");
        }
        int samples = leads.get(0).digits().length;
        if (samples == 0 || leads.stream().anyMatch(each -> each.digits().length != samples)) {
            throw new UnreadableEcg("The leads of a sequence set have no samples, or not as many each");
        }
        return new Recording(median, BigDecimal.ONE.divide(increment, MathContext.DECIMAL32), List.copyOf(leads));
    }

    private static Lead lead(String name, Element value) throws UnreadableEcg {
        return new Lead(
                name(name),
                quantity(EcgXml.child(value, "scale"), MICROVOLTS),
                quantity(EcgXml.child(value, "origin"), MICROVOLTS),
                digits(EcgXml.child(value, "digits")
                        .orElseThrow(() -> new UnreadableEcg("A lead has no digits"))
                        .getTextContent()));
    }

    /** MDC writes AVR, everybody else aVR. */
    private static String name(String mdc) {
        return mdc.matches("(?i)AV[RLF]") ? "aV" + mdc.substring(2).toUpperCase(Locale.ROOT) : mdc;
    }

    private static BigDecimal quantity(Optional<Element> element, Map<String, BigDecimal> units) throws UnreadableEcg {
        BigDecimal unit =
                element.map(each -> units.get(each.getAttribute("unit"))).orElse(null);
        Optional<BigDecimal> number = element.flatMap(each -> Decimals.read(each.getAttribute("value")));
        if (unit == null || number.isEmpty()) {
            throw new UnreadableEcg("A scale, an origin or an increment is missing, or not in volts or seconds");
        }
        return number.get().multiply(unit);
    }

    private static short[] digits(String text) throws UnreadableEcg {
        StringTokenizer tokens = new StringTokenizer(text);
        int count = tokens.countTokens();
        if (count > MOST_SAMPLES) {
            throw new UnreadableEcg("A lead has more samples than an hour's recording");
        }
        short[] digits = new short[count];
        try {
            for (int i = 0; i < count; i++) {
                digits[i] = Short.parseShort(tokens.nextToken());
            }
        } catch (NumberFormatException e) {
            throw new UnreadableEcg("A sample is no whole number of 16 bits");
        }
        return digits;
    }
}
