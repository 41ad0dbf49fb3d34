package org.yilian.hub.record;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Refuses XML with a document type before any parser sees it. FHIR has no use for one
 * (<a href="https://hl7.org/fhir/R4/security.html#narrative">security</a>); HAPI's parsers fetch nothing, but some of them
 * read on behind it.
 */
@Component
@Interceptor
class NoDoctype implements FhirInterceptor {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    void look(RequestDetails request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !isXml(type)) {
            return;
        }
        byte[] body = request.loadRequestContents();
        Charset charset = request.getCharset() == null ? StandardCharsets.UTF_8 : request.getCharset();
        if (body != null && new String(body, charset).contains("<!DOCTYPE")) {
            throw new InvalidRequestException("HUB-0789: XML with a document type is not taken");
        }
    }

    private static boolean isXml(String type) {
        String bare = type.split(";")[0].strip();
        return EncodingEnum.forContentType(bare) == EncodingEnum.XML
                || bare.toLowerCase(Locale.ROOT).endsWith("xml-patch+xml");
    }
}
