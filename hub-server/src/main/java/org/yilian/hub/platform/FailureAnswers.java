package org.yilian.hub.platform;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Failures at the plain JSON doors, as problem details (RFC 9457) with the hub's code and a trace id that also stands in the
 * log. Doors with a protocol of their own answer in its words and are asked first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(HubFailure failure) {
        return answer(HttpStatus.valueOf(failure.category().httpStatus()), failure.code(), failure.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException mismatch) {
        return answer(HttpStatus.BAD_REQUEST, "HUB-0002", "a parameter has a wrong value: " + mismatch.getName());
    }

    /** Spring's own answers keep their status; their texts may quote input and are left out. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception exception) {
        if (exception instanceof RequestRejectedException) {
            // Control characters in a name or value, found when it is first looked at.
            return answer(HttpStatus.BAD_REQUEST, "HUB-0003", "the request is not understood here");
        }
        if (exception instanceof ErrorResponse response) {
            return answer(response.getStatusCode(), "HUB-0003", "the request is not understood here");
        }
        if (exception instanceof org.springframework.http.converter.HttpMessageNotReadableException) {
            return answer(HttpStatus.BAD_REQUEST, "HUB-0004", "the body cannot be read");
        }
        String trace = UUID.randomUUID().toString();
        StackTraceElement[] stack = exception.getStackTrace();
        LOG.error(
                "request failed: trace={} cause={} at={}",
                trace,
                exception.getClass().getSimpleName(),
                stack.length == 0 ? "?" : stack[0]);
        ProblemDetail problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, "HUB-0001", "a fault of the hub");
        problem.setProperty("traceId", trace);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, String code, String text) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, code, text));
    }

    private static ProblemDetail problem(HttpStatusCode status, String code, String text) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
        problem.setProperty("code", code);
        return problem;
    }
}
