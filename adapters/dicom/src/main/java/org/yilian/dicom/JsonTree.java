package org.yilian.dicom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yilian.dicom.DicomException.Reason;

/** JSON (RFC 8259) as maps, lists, strings, {@link Token} for numbers and booleans, and null. */
final class JsonTree {
    private static final int DEEPEST = 256;

    /** A number or a boolean as it was written. */
    record Token(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private final String json;
    private int at;
    private int depth;

    private JsonTree(String json) {
        this.json = json;
    }

    static Object parse(String json) throws DicomException {
        JsonTree tree = new JsonTree(json);
        Object value = tree.value();
        if (tree.peek() != 0) {
            throw tree.failure();
        }
        return value;
    }

    private Object value() throws DicomException {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> token();
        };
    }

    /** The next character that is no white space; 0 at the end. */
    private char peek() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    private void expect(char c) throws DicomException {
        if (peek() != c) {
            throw failure();
        }
        at++;
    }

    private boolean more(char end) throws DicomException {
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private Map<String, Object> object() throws DicomException {
        Map<String, Object> members = new LinkedHashMap<>();
        enter('{');
        boolean more = peek() != '}' || more('}');
        while (more) {
            peek();
            String name = string();
            expect(':');
            members.put(name, value());
            more = more('}');
        }
        depth--;
        return members;
    }

    private List<Object> array() throws DicomException {
        List<Object> values = new ArrayList<>(1);
        enter('[');
        boolean more = peek() != ']' || more(']');
        while (more) {
            values.add(value());
            more = more(']');
        }
        depth--;
        return values;
    }

    private void enter(char c) throws DicomException {
        expect(c);
        if (++depth > DEEPEST) {
            throw new DicomException(Reason.LIMIT, "JSON nested too deeply, character " + at);
        }
    }

    private Object token() throws DicomException {
        int from = at;
        while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        String text = json.substring(from, at);
        if (text.equals("null")) {
            return null;
        }
        if (text.equals("true") || text.equals("false") || DicomJsonWriter.isJsonNumber(text)) {
            return new Token(text);
        }
        throw failure();
    }

    private String string() throws DicomException {
        expect('"');
        int from = at;
        StringBuilder text = null;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                String last = json.substring(from, at++);
                return text == null ? last : text.append(last).toString();
            }
            if (c < 0x20) {
                throw failure();
            }
            if (c != '\\') {
                at++;
                continue;
            }
            text = text == null ? new StringBuilder() : text;
            text.append(json, from, at++).append(escaped());
            from = at;
        }
        throw failure();
    }

    private char escaped() throws DicomException {
        char c = at < json.length() ? json.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw failure();
        };
    }

    private char unicode() throws DicomException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < json.length() ? Character.digit(json.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw failure();
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private DicomException failure() {
        return new DicomException(Reason.MALFORMED, "not JSON, character " + at);
    }
}
