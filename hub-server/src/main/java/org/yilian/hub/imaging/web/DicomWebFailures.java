package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.yilian.hub.imaging.query.BadQuery;
import org.yilian.hub.imaging.store.ObjectAway;
import org.yilian.hub.imaging.workitem.WorkitemRefused;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.platform.vault.DamagedObject;

/** Failures as statuses of PS3.18 8.5 with a fixed text. */
@RestControllerAdvice(basePackageClasses = DicomWebFailures.class)
class DicomWebFailures {

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        answer(response, refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler
    void badQuery(BadQuery query, HttpServletResponse response) throws IOException {
        answer(response, 400, query.getMessage());
    }

    @ExceptionHandler
    void refused(WorkitemRefused refusal, HttpServletResponse response) throws IOException {
        int status =
                switch (refusal.reason()) {
                    case INCORRECT -> 400;
                    case ABSENT -> 404;
                    case CONFLICT -> 409;
                };
        answer(response, status, refusal.getMessage());
        response.setHeader("Warning", "299 yilian: \"" + refusal.getMessage() + "\"");
    }

    @ExceptionHandler
    void failed(HubFailure failure, HttpServletResponse response) throws IOException {
        answer(response, failure.category().httpStatus(), failure.getMessage());
    }

    @ExceptionHandler
    void away(ObjectAway away, HttpServletResponse response) throws IOException {
        answer(response, 503, away.getMessage());
        response.setHeader("Retry-After", "3600");
    }

    @ExceptionHandler
    void damaged(DamagedObject damaged, HttpServletResponse response) throws IOException {
        answer(response, 500, damaged.getMessage());
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            DicomWeb.text(response, status, text);
        }
    }
}
