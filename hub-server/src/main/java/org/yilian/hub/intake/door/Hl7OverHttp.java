package org.yilian.hub.intake.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hl7v2.Origin;
import org.yilian.hl7v2.Reception;
import org.yilian.hl7v2.Reply;
import org.yilian.hub.intake.Intake;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * HL7 v2 over HTTP, as HAPI's "HL7 over HTTP" has it: one message (or batch) in, its acknowledgment out, {@code AA 200, AR
 * 400, AE 500}. The access token vouches for the sender: a message of another facility is kept and answered AR, 403.
 */
@RestController
class Hl7OverHttp {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final String ER7 = "application/hl7-v2";
    private static final String ER7_TYPED = "application/hl7-v2+er7";
    private static final String ER7_OLD = "x-application/hl7-v2+er7";

    private final Reception reception;
    private final AccessPolicy policy;

    Hl7OverHttp(Intake intake, AccessPolicy policy, Clock clock) {
        this.reception = new Reception("http", intake, intake.acknowledgements(), clock);
        this.policy = policy;
    }

    @PostMapping(
            path = "/hl7v2",
            consumes = {ER7, ER7_TYPED, ER7_OLD})
    ResponseEntity<byte[]> take(HttpServletRequest request) throws IOException {
        Caller caller = policy.requireRead(Door.HL7V2);
        if (caller.facility() == null) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0134", "this caller is no facility's system");
        }
        MediaType type = MediaType.parseMediaType(request.getContentType());
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0408", "the body is larger than a message may be");
        }
        Reply reply = reception.message(body, new Origin(null, null, caller.facility(), type.getCharset()));
        return answer(reply, type);
    }

    private static ResponseEntity<byte[]> answer(Reply reply, MediaType type) {
        if (reply.bytes().isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        byte[] bytes = reply.bytes().get();
        MshHeader msh = MshHeader.parse(bytes);
        MediaType answered = new MediaType(type.getType(), type.getSubtype(), charsetOf(msh, type));
        return ResponseEntity.status(status(reply))
                .header(HttpHeaders.CONTENT_TYPE, answered.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }

    private static Charset charsetOf(MshHeader acknowledgment, MediaType asked) {
        return acknowledgment != null ? acknowledgment.charset() : asked.getCharset();
    }

    private static HttpStatus status(Reply reply) {
        return switch (reply.worst().code().application()) {
            case AR -> Intake.FOREIGN.equals(reply.worst().hubCode()) ? HttpStatus.FORBIDDEN : HttpStatus.BAD_REQUEST;
            case AE -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.OK;
        };
    }
}
