package org.yilian.hub.facility;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads {@code destinations} of {@code region.yaml}; each mistake is a {@link RegionMistake}. */
final class DestinationReader {
    private static final String APPLICATION = "HUB";
    private static final String VERSION = "2.5.1";
    private static final List<String> VERSIONS =
            List.of("2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2");

    private final BiFunction<String, String, RegionMistake> mistake;
    private final String region;
    private final List<Facility> members;
    private final Set<String> facilities;
    private final Set<String> names = new HashSet<>();

    DestinationReader(BiFunction<String, String, RegionMistake> mistake, String region, List<Facility> facilities) {
        this.mistake = mistake;
        this.region = region;
        this.members = facilities;
        this.facilities = facilities.stream().map(Facility::code).collect(Collectors.toSet());
    }

    List<Destination> read(List<RegionDocument.DestinationEntry> entries) {
        List<Destination> all = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            all.add(read("destinations[" + i + "]", entries.get(i)));
        }
        members.forEach(each -> checkAnswers(each, all));
        return all;
    }

    /** Who is to be answered later has an address. */
    private void checkAnswers(Facility member, List<Destination> all) {
        boolean later = member.profile().acknowledgment().later()
                || member.interfaces().values().stream()
                        .anyMatch(each -> each.acknowledgment().later());
        boolean known = all.stream()
                .anyMatch(each -> each.facility().equals(member.code())
                        && each.receives().contains(Destination.Kind.ACKNOWLEDGMENTS));
        require(
                !later || known,
                "facilities." + member.code() + ".acknowledgment.later",
                "needs a destination of the facility that receives ACKNOWLEDGMENTS");
    }

    private Destination read(String key, RegionDocument.DestinationEntry entry) {
        require(
                entry.name() != null && entry.name().matches("[A-Za-z0-9._-]{1,40}"),
                key + ".name",
                "must be 1-40 of letters, digits, dot, dash and underscore");
        require(names.add(entry.name()), key + ".name", "stands twice");
        require(facilities.contains(entry.facility()), key + ".facility", "names no facility of the region");
        require(entry.host() != null && !entry.host().isBlank(), key + ".host", "is missing");
        require(entry.port() != null && entry.port() > 0 && entry.port() < 65536, key + ".port", "must be 1 to 65535");
        require(
                entry.certificate() == null
                        || entry.tls() && entry.certificate().matches("[0-9A-Fa-f]{64}"),
                key + ".certificate",
                "must be a SHA-256 in hexadecimal, and needs tls: true");
        require(
                entry.receives() != null && !entry.receives().isEmpty(),
                key + ".receives",
                "needs at least one kind of message");
        String version = or(entry.version(), VERSION);
        require(VERSIONS.contains(version), key + ".version", "must be of " + String.join(", ", VERSIONS));
        return new Destination(
                entry.name(),
                entry.facility(),
                entry.host(),
                entry.port(),
                entry.tls(),
                entry.certificate() == null ? null : entry.certificate().toLowerCase(Locale.ROOT),
                or(entry.sendingApplication(), APPLICATION),
                or(entry.sendingFacility(), region),
                or(entry.receivingApplication(), entry.name()),
                or(entry.receivingFacility(), entry.facility()),
                Set.copyOf(entry.receives()),
                charset(key + ".charset", entry.charset()),
                version,
                entry.order() == null ? Destination.Order.DESTINATION : entry.order());
    }

    private Charset charset(String key, String value) {
        String name = or(value, "UTF-8").toUpperCase(Locale.ROOT);
        require(name.equals("UTF-8") || name.equals("GB18030"), key, "must be UTF-8 or GB18030");
        return name.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private void require(boolean holds, String key, String reason) {
        if (!holds) {
            throw mistake.apply(key, reason);
        }
    }
}
