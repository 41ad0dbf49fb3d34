package org.yilian.hub.identity.matching;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a record is found by: records that share a key are compared, others never are. Each key holds where a usual slip
 * changes the others: the sound of a name, not its characters; its letters in any order; a birth date without its day.
 */
public final class Keys {
    private static final int MOST_SOUNDS = 3;
    /** Kinds of which two records of one person nearly always share one. */
    private static final Set<String> STRONG = Set.of("C", "D", "NY", "BP", "BM");

    private final Set<Long> all = new LinkedHashSet<>();
    private final Set<Long> strong = new LinkedHashSet<>();

    private Keys() {}

    /** Hashes of 64 bits; two records that share one by chance are compared for nothing. */
    public Set<Long> all() {
        return Collections.unmodifiableSet(all);
    }

    /** The few that are locked while a record is linked, so that two of one person do not pass each other unseen. */
    public Set<Long> strong() {
        return Collections.unmodifiableSet(strong);
    }

    public static Keys of(Profile profile) {
        Keys keys = new Keys();
        profile.citizens.forEach(each -> add(keys, "C", each.value()));
        profile.citizens.forEach(each -> parts(keys, each.value()));
        profile.broken.forEach(each -> parts(keys, each));
        profile.documents.forEach(each -> add(keys, "D", each));
        Set<String> sounds = sounds(profile);
        String birth = profile.birth.length() == 10 ? profile.birth : "";
        for (String sound : sounds) {
            if (!birth.isEmpty()) {
                add(keys, "NY", sound, birth.substring(0, 4));
                add(keys, "NM", sound, birth.substring(5));
            }
            profile.phones.forEach(each -> add(keys, "NP", sound, each));
            profile.addresses.forEach(each -> add(keys, "NA", sound, each.door()));
        }
        for (String word : words(profile)) {
            profile.addresses.forEach(each -> add(keys, "WA", word, each.door()));
        }
        if (!birth.isEmpty()) {
            profile.phones.forEach(each -> add(keys, "BP", birth, each));
            profile.addresses.forEach(each -> add(keys, "BA", birth, each.door()));
            surnames(profile).forEach(each -> add(keys, "BS", birth, profile.sex, each));
            words(profile).forEach(each -> add(keys, "BW", birth, each));
            mothers(profile).forEach(each -> add(keys, "BM", birth, each));
        }
        return keys;
    }

    /** What is wrong in one part of a number is right in two others. */
    private static void parts(Keys keys, String number) {
        String last = number.substring(number.length() - 4);
        add(keys, "CA", number.substring(0, 14));
        add(keys, "CB", number.substring(0, 6), last);
        add(keys, "CD", number.substring(6, 14), last);
    }

    /** The letters of a name's sound in alphabetical order: words may stand in any order. */
    private static Set<String> sounds(Profile profile) {
        Set<String> sounds = new LinkedHashSet<>();
        for (NameForm name : profile.names) {
            sounds.addAll(sounds(name));
        }
        return sounds;
    }

    private static List<String> sounds(NameForm name) {
        return switch (name.kind()) {
            case HAN ->
                Names.readings(name).stream()
                        .map(each -> sorted(String.join("", each)))
                        .distinct()
                        .limit(MOST_SOUNDS)
                        .toList();
            case LATIN -> List.of(sorted(Pinyin.plain(String.join("", name.words()))));
            case ODD -> List.of(name.literal());
            case NEWBORN, NONE -> List.of();
        };
    }

    private static Set<String> surnames(Profile profile) {
        Set<String> surnames = new LinkedHashSet<>();
        for (NameForm name : profile.names) {
            if (name.kind() == NameForm.Kind.HAN) {
                String[] readings = name.signs().get(0).readings();
                Arrays.stream(readings).limit(2).forEach(surnames::add);
            }
        }
        return surnames;
    }

    /** How the words of names in letters sound: any of them may be the surname. */
    private static Set<String> words(Profile profile) {
        return profile.names.stream()
                .flatMap(each -> each.words().stream())
                .filter(each -> each.length() > 1)
                .map(Phonetic::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> mothers(Profile profile) {
        Set<String> mothers = new LinkedHashSet<>();
        if (!profile.motherNumber.isEmpty()) {
            mothers.add(profile.motherNumber);
        }
        List<NameForm> names = new ArrayList<>(List.of(profile.mother));
        profile.names.stream()
                .filter(each -> each.kind() == NameForm.Kind.NEWBORN)
                .map(NameForm::mother)
                .forEach(names::add);
        names.forEach(each -> mothers.addAll(sounds(each)));
        return mothers;
    }

    private static String sorted(String letters) {
        char[] all = letters.toCharArray();
        Arrays.sort(all);
        return new String(all);
    }

    private static void add(Keys keys, String kind, String... parts) {
        for (String part : parts) {
            if (part.isEmpty()) {
                return;
            }
        }
        long key = hash(kind + '\n' + String.join("\n", parts));
        keys.all.add(key);
        if (STRONG.contains(kind)) {
            keys.strong.add(key);
        }
    }

    /** FNV-1a, 64 bits, then mixed: keys stand in a table and must not change with a release of anything. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash * 0x9e3779b97f4a7c15L;
    }
}
