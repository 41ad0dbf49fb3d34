package org.yilian.hub.platform;

/**
 * A failure with a category, a code that is used in one place only ({@code HUB-0412}) and a fixed text. The text never
 * carries input: it ends in logs and answers.
 */
public final class HubFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final FailureCategory category;
    private final String code;

    public HubFailure(FailureCategory category, String code, String fixedText) {
        this(category, code, fixedText, null);
    }

    public HubFailure(FailureCategory category, String code, String fixedText, Throwable cause) {
        super(code + ": " + fixedText, cause);
        this.category = category;
        this.code = code;
    }

    public FailureCategory category() {
        return category;
    }

    public String code() {
        return code;
    }
}
