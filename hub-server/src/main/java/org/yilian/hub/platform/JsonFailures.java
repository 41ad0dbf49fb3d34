package org.yilian.hub.platform;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Failures at the plain JSON doors, as RFC 9457 problem details. Texts are fixed; what was sent is never repeated. A
 * feature with words of its own (DICOMweb) comes first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class JsonFailures {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> failed(HubFailure failure) {
        String text = failure.getMessage().substring(failure.code().length() + 2);
        return problem(failure.category(), failure.code(), text);
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MissingServletRequestParameterException.class,
        MethodArgumentTypeMismatchException.class
    })
    ResponseEntity<Map<String, Object>> unreadable(Exception failure) {
        return problem(FailureCategory.INCORRECT, "HUB-0001", "the request cannot be read");
    }

    private static ResponseEntity<Map<String, Object>> problem(FailureCategory category, String code, String text) {
        HttpStatus status = HttpStatus.valueOf(category.httpStatus());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Map.of(
                        "title", status.getReasonPhrase(), "status", status.value(), "code", code, "detail", text));
    }
}
