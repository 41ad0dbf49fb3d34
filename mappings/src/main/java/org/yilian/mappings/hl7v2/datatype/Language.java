package org.yilian.mappings.hl7v2.datatype;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** Languages (HL7 table 0296, mostly ISO 639) to BCP 47, the only codes FHIR allows; others stay text. */
public final class Language {
    private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());
    private static final Map<String, String> OTHERS = Stream.concat(
                    Stream.of(
                            Map.entry("chi", "zh"),
                            Map.entry("ger", "de"),
                            Map.entry("fre", "fr"),
                            Map.entry("汉语", "zh")),
                    Stream.of(
                                    "zh", "en", "fr", "de", "es", "ru", "ja", "ko", "mn", "ug", "bo", "kk", "vi", "th",
                                    "it", "pt")
                            .map(code -> Map.entry(Locale.forLanguageTag(code).getISO3Language(), code)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Language() {}

    /** Null when the field holds nothing. */
    public static CodeableConcept concept(MessageContext context, Field field) {
        String code = field.get(1);
        String text = field.get(2);
        field.get(3);
        if (code == null && text == null) {
            return null;
        }
        CodeableConcept concept = new CodeableConcept().setText(text == null ? code : text);
        String plain = code == null ? "" : code.toLowerCase(Locale.ROOT);
        String known = TWO_LETTERS.contains(plain) ? plain : OTHERS.get(plain);
        if (known == null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
        } else {
            concept.addCoding().setSystem("urn:ietf:bcp:47").setCode(known);
        }
        return concept;
    }
}
