package org.yilian.mappings.hl7v2.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.mappings.hl7v2.Delimiters;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Segment;

/** A message on its way through a profile's operators: its lines, and which of its places hold something else now. */
final class Draft {
    private final Delimiters delimiters;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean touched;

    Draft(Er7Message message) {
        delimiters = message.delimiters();
        for (Segment segment : message.segments()) {
            lines.add(new Line(segment.name(), segment.occurrence(), segment.raw(), delimiters));
        }
    }

    List<Line> lines() {
        return lines;
    }

    List<Line> lines(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).toList();
    }

    Line first(String name) {
        for (Line line : lines) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    /** The last line of this name up to another one, else the first of the message; null when there is none. */
    Line nearest(String name, Line to) {
        Line last = null;
        for (Line line : lines) {
            if (line.name().equals(name)) {
                last = line;
            }
            if (line == to) {
                break;
            }
        }
        return last == null ? first(name) : last;
    }

    private Line nearestBefore(String name, Line to) {
        Line found = nearest(name, to);
        return found != null && lines.indexOf(found) < lines.indexOf(to) ? found : null;
    }

    /** A line to read from and the line to write to. */
    record Pair(Line from, Line to) {}

    /**
     * Which lines belong together: a line and itself; else whatever kind comes second in the message belongs to the last
     * one of the other kind before it (ORC with its OBR, OBR with its ZDS).
     */
    List<Pair> pairs(String from, String to) {
        if (from.equals(to)) {
            return lines(to).stream().map(line -> new Pair(line, line)).toList();
        }
        Line firstFrom = first(from);
        Line firstTo = first(to);
        if (firstFrom == null || firstTo == null) {
            return List.of();
        }
        boolean sourceLeads = lines.indexOf(firstFrom) < lines.indexOf(firstTo);
        List<Pair> pairs = new ArrayList<>();
        for (Line line : lines(sourceLeads ? to : from)) {
            Line other = nearestBefore(sourceLeads ? from : to, line);
            pairs.add(sourceLeads ? new Pair(other, line) : new Pair(line, other));
        }
        return pairs;
    }

    /** Puts a value there; what was sent there and is now lost is remembered. */
    void set(Line line, Place place, String value) {
        String before = line.get(place);
        if (before.equals(value)) {
            return;
        }
        if (!before.isEmpty()) {
            changed.add(place.location(line.occurrence()));
        }
        line.set(place, value);
        touched = true;
    }

    /** The value of another place stands there now. */
    void carry(Line from, Place source, Line to, Place target, boolean keep) {
        String value = from.get(source);
        if (value.isEmpty()) {
            return;
        }
        set(to, target, value);
        origins.put(target.location(to.occurrence()), source.location(from.occurrence()));
        if (!keep) {
            from.set(source, "");
        }
    }

    void origin(Line line, Place target, Place source) {
        origins.put(target.location(line.occurrence()), source.location(line.occurrence()));
    }

    /** Unescapes separators; everything else stays as sent. */
    String plain(String sent) {
        char escape = delimiters.escape();
        if (sent.indexOf(escape) < 0) {
            return sent;
        }
        return sent.replace(code('F'), String.valueOf(delimiters.field()))
                .replace(code('S'), String.valueOf(delimiters.component()))
                .replace(code('R'), String.valueOf(delimiters.repetition()))
                .replace(code('T'), String.valueOf(delimiters.subcomponent()))
                .replace(code('E'), String.valueOf(escape));
    }

    /** The text with its separators escaped. */
    String escaped(String plain) {
        StringBuilder out = new StringBuilder(plain.length() + 8);
        for (char c : plain.toCharArray()) {
            char code = c == delimiters.escape()
                    ? 'E'
                    : c == delimiters.field()
                            ? 'F'
                            : c == delimiters.component()
                                    ? 'S'
                                    : c == delimiters.repetition() ? 'R' : c == delimiters.subcomponent() ? 'T' : 0;
            out.append(code == 0 ? String.valueOf(c) : code(code));
        }
        return out.toString();
    }

    private String code(char letter) {
        return String.valueOf(new char[] {delimiters.escape(), letter, delimiters.escape()});
    }

    boolean isTouched() {
        return touched;
    }

    Map<String, String> origins() {
        return origins;
    }

    Set<String> changed() {
        return changed;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\r'));
        return text.toString();
    }
}
