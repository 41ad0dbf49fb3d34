package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.entity.ResourceEncodingEnum;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.hub.platform.Sha256;

/** A resource's body as HAPI keeps it: without id and without the parts of meta that have columns of their own. */
record StoredText(String json, String hash) {
    static final ResourceEncodingEnum ENCODING = ResourceEncodingEnum.JSON;
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    static StoredText of(Resource resource) {
        IParser parser = FHIR.newJsonParser();
        parser.setDontEncodeElements(List.of("id", resource.fhirType() + ".meta"));
        String json = parser.encodeResourceToString(resource);
        // As HAPI makes it with Guava's hashUnencodedChars: of the characters as UTF-16, low byte first.
        return new StoredText(json, Sha256.hex(json.getBytes(StandardCharsets.UTF_16LE)));
    }
}
