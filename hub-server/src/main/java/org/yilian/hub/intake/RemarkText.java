package org.yilian.hub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yilian.mappings.Remark;

/** Remarks as the JSON text they are kept as. */
@Component
class RemarkText {
    private static final TypeReference<List<Remark>> REMARKS = new TypeReference<>() {};

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

    List<Remark> read(String text) {
        try {
            return text == null ? List.of() : json.readValue(text, REMARKS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept remarks cannot be read", e);
        }
    }
}
