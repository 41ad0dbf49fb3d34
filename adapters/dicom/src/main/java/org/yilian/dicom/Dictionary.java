package org.yilian.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The data dictionary: keyword, VR, multiplicity and name of every element of the standard. Its rows are data in
 * {@code elements.tsv}; the vendors' elements are not in it and are UN.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part06/PS3.6.html">PS3.6</a>
 */
public final class Dictionary {

    /** One row; {@code tag} is that of the first element where the row stands for a range such as (60xx,0010). */
    public record Entry(String keyword, int tag, int mask, String vr, String vm, String name, boolean retired) {
        /** The VR, or the one that can hold all when the standard leaves a choice; null for item delimiters. */
        public VR defaultVr() {
            return switch (vr) {
                case "-" -> null;
                case "OB or OW", "US or OW", "US or SS or OW" -> VR.OW;
                case "US or SS" -> VR.US;
                default -> VR.of(vr);
            };
        }

        boolean signednessDecides() {
            return vr.startsWith("US or SS");
        }
    }

    private static final int[] TAGS;
    private static final Entry[] ENTRIES;
    private static final VR[] VRS;
    private static final List<Entry> RANGES = new ArrayList<>();
    private static final Map<String, Entry> BY_KEYWORD = new HashMap<>(16384);

    static {
        List<Entry> single = new ArrayList<>(6000);
        for (String[] row : rows("elements.tsv")) {
            Entry entry = entry(row);
            (entry.mask == -1 ? single : RANGES).add(entry);
            BY_KEYWORD.putIfAbsent(entry.keyword, entry);
        }
        single.sort((one, other) -> Tag.compare(one.tag, other.tag));
        ENTRIES = single.toArray(Entry[]::new);
        TAGS = single.stream().mapToInt(e -> e.tag ^ Integer.MIN_VALUE).toArray();
        VRS = single.stream().map(Entry::defaultVr).toArray(VR[]::new);
    }

    private Dictionary() {}

    private static Entry entry(String[] row) {
        String pattern = row[1];
        int tag = Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
        int mask = 0;
        for (int i = 0; i < 8; i++) {
            mask = mask << 4 | (pattern.charAt(i) == 'x' ? 0 : 0xF);
        }
        return new Entry(row[0], tag, mask, row[2], row[3], row[4], row.length > 5 && row[5].equals("RET"));
    }

    /** Rows of a table beside this class, without its first line, which says where the facts come from. */
    static List<String[]> rows(String resource) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Dictionary.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of an element; empty for private and unknown ones. */
    public static Optional<Entry> entry(int tag) {
        return Optional.ofNullable(find(tag));
    }

    private static Entry find(int tag) {
        int index = Arrays.binarySearch(TAGS, tag ^ Integer.MIN_VALUE);
        return index >= 0 ? ENTRIES[index] : range(tag);
    }

    private static Entry range(int tag) {
        if (Tag.isPrivate(tag)) {
            return null;
        }
        for (Entry entry : RANGES) {
            if ((tag & entry.mask) == entry.tag) {
                return entry;
            }
        }
        return null;
    }

    /** The row of a keyword such as {@code PatientName}. */
    public static Optional<Entry> entry(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    public static OptionalInt tagOf(String keyword) {
        Entry entry = BY_KEYWORD.get(keyword);
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.tag);
    }

    /** The keyword, or an empty string for elements outside the standard. */
    public static String keywordOf(int tag) {
        Entry entry = find(tag);
        return entry == null ? "" : entry.keyword;
    }

    /**
     * The VR by which an element is read where the stream does not tell (PS3.5 section A.1): OW and US where the standard
     * leaves a choice, UL for group lengths, LO for private creators, UN for what is unknown. Never null.
     */
    public static VR vrOf(int tag) {
        int index = Arrays.binarySearch(TAGS, tag ^ Integer.MIN_VALUE);
        if (index >= 0) {
            return VRS[index] == null ? VR.UN : VRS[index];
        }
        if (Tag.isGroupLength(tag)) {
            return VR.UL;
        }
        if (Tag.isPrivateCreator(tag)) {
            return VR.LO;
        }
        Entry entry = range(tag);
        return entry == null ? VR.UN : entry.defaultVr();
    }

    /** US or SS: Pixel Representation (0028,0103) decides. */
    static boolean signednessDecides(int tag) {
        Entry entry = find(tag);
        return entry != null && entry.signednessDecides();
    }

    /** All rows in order of their tags, ranges last. */
    public static List<Entry> entries() {
        List<Entry> all = new ArrayList<>(List.of(ENTRIES));
        all.addAll(RANGES);
        return all;
    }
}
