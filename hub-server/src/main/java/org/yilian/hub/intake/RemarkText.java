package org.yilian.hub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.yilian.mappings.Remark;

/** Remarks as the JSON text they are kept as. */
@Component
class RemarkText {
    private static final TypeReference<List<Remark>> REMARKS = new TypeReference<>() {};

    private static final int LONGEST_CODES = 399;

    private final ObjectMapper json;

    RemarkText(ObjectMapper json) {
        this.json = json;
    }

    String write(List<Remark> remarks) {
        try {
            return remarks.isEmpty() ? null : json.writeValueAsString(remarks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("remarks are plain records", e);
        }
    }

    /** The distinct codes, each between blanks, for searching; null when there are none. */
    static String codes(List<Remark> remarks) {
        Set<String> codes = new TreeSet<>();
        remarks.forEach(remark -> codes.add(remark.code()));
        StringBuilder text = new StringBuilder(" ");
        for (String code : codes) {
            if (text.length() + code.length() < LONGEST_CODES) {
                text.append(code).append(' ');
            }
        }
        return codes.isEmpty() ? null : text.toString();
    }

    List<Remark> read(String text) {
        try {
            return text == null ? List.of() : json.readValue(text, REMARKS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept remarks cannot be read", e);
        }
    }
}
