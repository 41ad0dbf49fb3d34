package org.yilian.hub.imaging.pixel;

/** An object that cannot be made visible. The text is fixed and carries nothing of the object. */
public final class PixelFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** Why: what is broken, what we cannot do, what is too large. */
    public enum Reason {
        BROKEN,
        UNSUPPORTED,
        TOO_LARGE
    }

    private final Reason reason;

    public PixelFailure(Reason reason, String fixedText) {
        super(fixedText);
        this.reason = reason;
    }

    public PixelFailure(Reason reason, String fixedText, Throwable cause) {
        super(fixedText, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static PixelFailure broken(String fixedText) {
        return new PixelFailure(Reason.BROKEN, fixedText);
    }

    static PixelFailure unsupported(String fixedText) {
        return new PixelFailure(Reason.UNSUPPORTED, fixedText);
    }
}
