package org.yilian.hub.imaging.web;

import org.yilian.hub.imaging.pixel.PixelFailure;

/** A request that gets a status other than success. The text is fixed and carries nothing of the request. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private Refusal(int status, String fixedText) {
        super(fixedText, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static Refusal notFound() {
        return new Refusal(404, "There is no such object here");
    }

    static Refusal notAcceptable(String fixedText) {
        return new Refusal(406, fixedText);
    }

    static Refusal bad(String fixedText) {
        return new Refusal(400, fixedText);
    }

    static Refusal unsupported(String fixedText) {
        return new Refusal(415, fixedText);
    }

    static Refusal unprocessable(String fixedText) {
        return new Refusal(422, fixedText);
    }

    static Refusal conflict(String fixedText) {
        return new Refusal(409, fixedText);
    }

    static Refusal tooLarge(String fixedText) {
        return new Refusal(413, fixedText);
    }

    /** 406, or 413 for what is too large: a picture that cannot be made is not there in an acceptable form. */
    static Refusal of(PixelFailure failure) {
        return failure.reason() == PixelFailure.Reason.TOO_LARGE
                ? tooLarge(failure.getMessage())
                : notAcceptable(failure.getMessage());
    }

    static Refusal forbidden() {
        return new Refusal(403, "Access to this object is not granted");
    }

    static Refusal busy() {
        return new Refusal(503, "Too many pictures are being drawn; try again");
    }
}
