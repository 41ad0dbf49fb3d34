package org.yilian.hub.recognition.rules;

/** A rule file says something that cannot be. Names file, line, column and reason; stops the start. */
public final class RuleMistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    RuleMistake(String file, int line, String column, String reason) {
        super("HUB-0901: recognition." + file + ", line " + line + ", column " + column + ": " + reason);
    }
}
