package org.yilian.mappings.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yilian.mappings.Remark;

/**
 * One HL7 v2 message in ER7 encoding (HL7 v2.8 chapter 2.5-2.7), read lazily: parsing only finds where segments begin
 * and end; fields are cut when asked for. Immutable; {@link #segments()} gives each caller views of its own.
 *
 * <p>Segments end with CR; LF and CRLF are tolerated. In a message that uses CR, a lone LF before something that is no
 * segment is a line break inside a field. Other lines that are no segments are skipped and remarked.
 */
public final class Er7Message {
    private final String text;
    /** The same once more: looking for separators in an array is twice as fast. */
    private final char[] characters;

    private final Charset charset;
    private final Delimiters delimiters;
    private final List<Remark> remarks;
    private int[] bounds = new int[32];
    private int count;
    private final Segment header;
    /** Where a value was sent that a profile's operators moved; null for a message as received. */
    private final Map<String, String> origins;

    private Er7Message(String text, Charset charset, List<Remark> decoding) {
        this(text, charset, decoding, null);
    }

    private Er7Message(String text, Charset charset, List<Remark> decoding, Map<String, String> origins) {
        this.text = text;
        this.characters = text.toCharArray();
        this.origins = origins;
        this.charset = charset;
        int start = begin(text);
        this.delimiters = Delimiters.of(start == 0 ? text : text.substring(start));
        List<Remark> found = new ArrayList<>(decoding);
        split(start, found);
        this.remarks = List.copyOf(found);
        this.header = new Segment(this, bounds[0], bounds[1], 1);
    }

    /** Reads bytes (without MLLP frame) that are known to be in {@code charset}; a byte order mark is skipped. */
    public static Er7Message parse(byte[] raw, Charset charset) {
        return new Er7Message(MessageCharset.decode(raw, charset), charset, List.of());
    }

    /** Reads a text; hexadecimal escapes in it are taken as UTF-8. */
    public static Er7Message parse(String text) {
        return new Er7Message(text, StandardCharsets.UTF_8, List.of());
    }

    /**
     * Reads bytes (without MLLP frame) in the character set that {@link MessageCharset#detect} finds; what it remarks
     * becomes part of the translation.
     */
    public static Er7Message read(byte[] raw, Charset senderDefault) {
        MessageCharset detected = MessageCharset.detect(raw, senderDefault);
        return new Er7Message(MessageCharset.decode(raw, detected.charset()), detected.charset(), detected.remarks());
    }

    /** Message type and trigger as in {@code ADT^A01}; derived from MSH-9.3 or the type alone for old versions. */
    public String triggerCode() {
        Field type = header.field(9);
        String code = orEmpty(type.get(1));
        String event = type.get(2);
        if (event == null) {
            String structure = orEmpty(type.get(3));
            int underscore = structure.indexOf('_');
            event = underscore > 0 ? structure.substring(underscore + 1) : eventOfEvn();
        }
        return event.isEmpty() ? code : code + "^" + event;
    }

    /** MSH-10, empty when absent. */
    public String controlId() {
        return orEmpty(header.field(10).get(1));
    }

    /** MSH-12.1, empty when absent. */
    public String version() {
        return orEmpty(header.field(12).get(1));
    }

    /** The MSH segment. */
    public Segment header() {
        return new Segment(this, bounds[0], bounds[1], 1);
    }

    /** All segments in order, as fresh views that have not been read yet. */
    public List<Segment> segments() {
        Segment[] all = new Segment[count];
        Map<String, Integer> occurrences = new HashMap<>(16);
        for (int i = 0; i < count; i++) {
            String name = text.substring(bounds[2 * i], bounds[2 * i] + 3);
            int occurrence = occurrences.merge(name, 1, Integer::sum);
            all[i] = new Segment(this, bounds[2 * i], bounds[2 * i + 1], occurrence);
        }
        return Arrays.asList(all);
    }

    /** What was noticed while decoding and splitting. */
    public List<Remark> remarks() {
        return remarks;
    }

    public Charset charset() {
        return charset;
    }

    /**
     * This message with another text, as a profile's operators made it.
     *
     * @param sentAt where a value was sent, by the place where it stands now
     * @param more what is to be remarked about the change
     */
    public Er7Message rewritten(String changed, Map<String, String> sentAt, List<Remark> more) {
        List<Remark> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Er7Message(changed, charset, all, Map.copyOf(sentAt));
    }

    public boolean isRewritten() {
        return origins != null;
    }

    /** The location as the sender knows it, for a place that may hold what was sent elsewhere. */
    String sentAt(String location) {
        for (Map.Entry<String, String> each : origins.entrySet()) {
            String place = each.getKey();
            if (location.startsWith(place)
                    && (location.length() == place.length() || "[.".indexOf(location.charAt(place.length())) >= 0)) {
                return each.getValue() + location.substring(place.length());
            }
        }
        return location;
    }

    public Delimiters delimiters() {
        return delimiters;
    }

    String text() {
        return text;
    }

    char[] characters() {
        return characters;
    }

    private static int begin(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) <= ' ' || text.charAt(i) == '\uFEFF')) {
            i++;
        }
        if (i == text.length()) {
            throw new MalformedMessage(MalformedMessage.Reason.EMPTY);
        }
        if (text.startsWith("FHS", i) || text.startsWith("BHS", i)) {
            throw new MalformedMessage(MalformedMessage.Reason.BATCH);
        }
        if (!text.startsWith("MSH", i)) {
            throw new MalformedMessage(MalformedMessage.Reason.NO_MSH);
        }
        return i;
    }

    private void split(int from, List<Remark> found) {
        boolean usesCr = text.indexOf('\r', from) >= 0;
        int start = from;
        int line = from;
        while (line < characters.length) {
            int end = endOfLine(line);
            int next = end;
            boolean lone = next < characters.length && characters[next] == '\n';
            while (next < characters.length && isBreak(characters[next])) {
                lone &= characters[next] == '\n';
                next++;
            }
            if (usesCr && lone && next < characters.length && !isSegment(next)) {
                line = next;
                continue;
            }
            if (isSegment(start)) {
                add(start, end);
            } else if (!text.substring(start, end).isBlank()) {
                found.add(RemarkCode.LINE_SKIPPED.at(""));
            }
            start = next;
            line = next;
        }
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < characters.length && !isBreak(characters[i])) {
            i++;
        }
        return i;
    }

    private static boolean isBreak(char c) {
        return c == '\r' || c == '\n' || c == '\u001C';
    }

    private boolean isSegment(int at) {
        if (at + 3 > characters.length || !isUpper(characters[at])) {
            return false;
        }
        for (int i = at + 1; i < at + 3; i++) {
            if (!isUpper(characters[i]) && !(characters[i] >= '0' && characters[i] <= '9')) {
                return false;
            }
        }
        return at + 3 == characters.length || characters[at + 3] == delimiters.field() || isBreak(characters[at + 3]);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private void add(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }

    private String eventOfEvn() {
        for (int i = 1; i < count; i++) {
            if (text.startsWith("EVN", bounds[2 * i])) {
                return orEmpty(new Segment(this, bounds[2 * i], bounds[2 * i + 1], 1)
                        .field(1)
                        .get(1));
            }
        }
        return "";
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
