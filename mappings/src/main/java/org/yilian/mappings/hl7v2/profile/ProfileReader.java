package org.yilian.mappings.hl7v2.profile;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.Acknowledgment;
import org.yilian.mappings.hl7v2.FacilityProfile.SnapshotRules;
import org.yilian.mappings.hl7v2.ProfileTables;

/**
 * Layers of a description to one profile: what a later layer says holds, tables are put together entry by entry, rules are
 * appended, a rule of the same name is replaced. {@code extends} puts another layer below. Every mistake names file, key and
 * reason. docs/hl7v2/profiles.md lists the keys.
 */
public final class ProfileReader {
    private static final Set<String> KNOWN = Set.of(
            "extends",
            "zone",
            "charset",
            "authorities",
            "defaultAuthority",
            "visitNumber",
            "codeSystem",
            "codes",
            "units",
            "flags",
            "patientClasses",
            "sections",
            "defaultSection",
            "snapshot",
            "acknowledgment",
            "zSegments",
            "preprocessors",
            "fields",
            "off");
    private static final int DEEPEST = 8;

    private final ProfileFiles files;
    private final FacilityProfile.Builder builder;
    private final Set<Preprocessor> preprocessors = new LinkedHashSet<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, ZField> zFields = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, FacilityProfile.Authority> authorities = new LinkedHashMap<>();
    private String defaultAuthority;
    private int unnamed;
    private SnapshotRules snapshot;
    private Acknowledgment acknowledgment;

    /** @param below what the layers are laid on: what the hub assumes about everybody, or a whole profile */
    public ProfileReader(FacilityProfile below, ProfileFiles files) {
        this.builder = below.toBuilder();
        this.files = files;
        this.snapshot = below.snapshot();
        this.acknowledgment = below.acknowledgment();
        preprocessors.addAll(below.rewrite().preprocessors());
        below.rewrite().rules().forEach(this::add);
        below.zFields().forEach(each -> zFields.put(each.segment() + "-" + each.field(), each));
    }

    /** All keys of a layer. */
    public static Set<String> keys() {
        return KNOWN;
    }

    /** What a rule can do. */
    public static List<String> operators() {
        return RuleReader.OPERATORS;
    }

    /**
     * Lays one description on what was read so far.
     *
     * @param file where it stands, for mistakes and for the files it names
     * @param key of the description in that file, empty when it is the whole file
     */
    public ProfileReader layer(String file, String key, Map<String, Object> description) {
        layer(new Said(file, key, description), 0);
        return this;
    }

    /** Lays a file on what was read so far. */
    public ProfileReader layer(String from, String key, String path) {
        load(new Said(from, "", Map.of()), key, path, 0);
        return this;
    }

    /** The authorities that layers state, by name; those the hub knows by itself left out. */
    public Map<String, FacilityProfile.Authority> authorities() {
        return Map.copyOf(authorities);
    }

    /** The name of the authority of bare numbers, null when no layer states one. */
    public String defaultAuthority() {
        return defaultAuthority;
    }

    /** The profile of all layers. */
    public FacilityProfile.Builder finish() {
        return builder.snapshot(snapshot)
                .acknowledgment(acknowledgment)
                .rewrite(new Rewrite(List.copyOf(preprocessors), List.copyOf(rules.values())))
                .zFields(List.copyOf(zFields.values()));
    }

    /** Everything the profile was made from, in order: what its version is a hash of. */
    public List<String> sources() {
        return List.copyOf(texts);
    }

    private void load(Said from, String key, String path, int depth) {
        from.require(depth < DEEPEST, key, "extends in a circle, or more than " + DEEPEST + " layers deep");
        String file = files.resolve(from.file(), path);
        String text = files.text(file);
        from.require(text != null, key, "names a file that cannot be read");
        Map<String, Object> tree = files.tree(text);
        if (tree == null) {
            throw new ProfileMistake(file, "(the file itself)", "is not a mapping in YAML");
        }
        layer(new Said(file, "", tree), depth);
    }

    private void layer(Said said, int depth) {
        said.only(KNOWN);
        texts.add(said.toString());
        if (said.has("extends")) {
            load(said, "extends", said.text("extends"), depth + 1);
        }
        given(said, "zone", text -> builder.zone(zone(said, text)));
        given(said, "charset", text -> builder.defaultCharset(charset(said, text)));
        given(said, "codeSystem", builder::codeSystem);
        given(said, "defaultSection", builder::defaultSection);
        authorities(said);
        visitNumber(said);
        codes(said);
        table(said, "units", builder::unit);
        table(said, "flags", builder::flag);
        table(said, "patientClasses", builder::patientClass);
        table(said, "sections", builder::section);
        if (said.has("snapshot")) {
            snapshot(said.mapping("snapshot"));
        }
        if (said.has("acknowledgment")) {
            acknowledgment(said.mapping("acknowledgment"));
        }
        if (said.has("zSegments")) {
            zSegments(said.mapping("zSegments"));
        }
        preprocessors(said);
        fields(said);
        off(said);
    }

    private static void given(Said said, String name, Consumer<String> use) {
        if (said.has(name)) {
            use.accept(said.text(name));
        }
    }

    private static ZoneId zone(Said said, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw said.mistake("zone", "is not a time zone, for example Asia/Shanghai");
        }
    }

    private static Charset charset(Said said, String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw said.mistake("charset", "is not a character set, for example GB18030");
        }
    }

    private void authorities(Said said) {
        if (said.has("authorities")) {
            Said all = said.mapping("authorities");
            for (String name : all.names()) {
                Said one = all.mapping(name);
                one.only(Set.of("system", "type"));
                builder.authority(name, one.needed("system"), one.text("type"));
                authorities.put(name, builder.authority(name));
            }
        }
        given(said, "defaultAuthority", name -> {
            FacilityProfile.Authority known = name.equals("none") ? null : builder.authority(name);
            said.require(
                    known != null || name.equals("none"), "defaultAuthority", "names no authority of this facility");
            builder.defaultAuthority(known);
            defaultAuthority = known == null ? null : name;
        });
    }

    private void visitNumber(Said said) {
        List<String> places = Arrays.stream(FacilityProfile.VisitNumber.values())
                .map(each -> each.name().replace('_', '-'))
                .toList();
        String place = said.oneOf("visitNumber", places);
        if (place != null) {
            builder.visitNumber(FacilityProfile.VisitNumber.valueOf(place.replace('-', '_')));
        }
    }

    private void codes(Said said) {
        if (said.isListOfMappings("codes")) {
            said.mappings("codes").forEach(each -> builder.code(code(each)));
            return;
        }
        for (String path : said.texts("codes")) {
            codes(said, path);
        }
    }

    private static FacilityProfile.CodeMapping code(Said said) {
        said.only(Set.of("localCode", "localName", "item", "itemName", "loinc", "localUnit", "ucum"));
        return new FacilityProfile.CodeMapping(
                said.needed("localCode"),
                said.text("localName"),
                said.text("item"),
                said.text("itemName"),
                said.text("loinc"),
                said.text("localUnit"),
                said.text("ucum"));
    }

    private void codes(Said said, String path) {
        try {
            builder.codes(ProfileTables.codes(file(said, "codes", path)));
        } catch (ProfileMistake e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw said.mistake("codes", "names a wrong table: " + e.getMessage());
        }
    }

    private void table(Said said, String name, BiConsumer<String, String> entry) {
        if (said.has(name)) {
            pairs(said, name).forEach(entry);
        }
    }

    private Map<String, String> pairs(Said said, String name) {
        if (said.isMapping(name)) {
            return said.mapping(name).pairs();
        }
        try {
            return ProfileTables.pairs(file(said, name, said.text(name)));
        } catch (ProfileMistake e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw said.mistake(name, "names a wrong table: " + e.getMessage());
        }
    }

    private String file(Said said, String name, String path) {
        String text = files.text(files.resolve(said.file(), path));
        said.require(text != null, name, "names a file that cannot be read");
        texts.add(text);
        return text;
    }

    private void snapshot(Said said) {
        said.only(Set.of("quotesDelete", "complete", "lists"));
        snapshot = new SnapshotRules(
                said.truth("quotesDelete", snapshot.quotesDelete()),
                said.has("complete") ? segments(said, "complete") : snapshot.complete(),
                said.has("lists") ? segments(said, "lists") : snapshot.lists());
    }

    private static Set<String> segments(Said said, String name) {
        List<String> names = said.texts(name);
        said.require(
                names.stream().allMatch(each -> each.matches("[A-Z][A-Z0-9]{2}")),
                name,
                "must be a list of segments, for example [AL1, DG1]");
        return Set.copyOf(names);
    }

    private void acknowledgment(Said said) {
        said.only(Set.of("mode", "parkUnknown", "later"));
        List<String> modes = Arrays.stream(Acknowledgment.Mode.values())
                .map(ProfileReader::word)
                .toList();
        String mode = said.oneOf("mode", modes);
        acknowledgment = new Acknowledgment(
                mode == null ? acknowledgment.mode() : Acknowledgment.Mode.values()[modes.indexOf(mode)],
                said.truth("parkUnknown", acknowledgment.parkUnknown()),
                said.truth("later", acknowledgment.later()));
    }

    private void zSegments(Said said) {
        for (String name : said.names()) {
            Place place = Place.parse(name);
            said.require(
                    place != null && place.segment().startsWith("Z") && place.isWholeField(),
                    name,
                    "is no field of a Z segment, for example ZPI-3");
            boolean longForm = said.isMapping(name);
            Said entry = longForm ? said.mapping(name) : said;
            String to = longForm ? entry.needed("to") : said.text(name);
            ZField field = ZField.parse(place, to, longForm ? as(entry) : ZField.As.STRING);
            said.require(
                    field != null,
                    name,
                    "must go to extension[url] or identifier[system] of "
                            + ZField.TYPES.stream().sorted().collect(Collectors.joining(", ")));
            zFields.put(place.toString(), field);
        }
    }

    private static ZField.As as(Said entry) {
        entry.only(Set.of("to", "as"));
        List<String> words =
                Arrays.stream(ZField.As.values()).map(ProfileReader::word).toList();
        String word = entry.oneOf("as", words);
        return word == null ? ZField.As.STRING : ZField.As.values()[words.indexOf(word)];
    }

    private void preprocessors(Said said) {
        for (String word : said.texts("preprocessors")) {
            preprocessors.add(Arrays.stream(Preprocessor.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> said.mistake(
                            "preprocessors",
                            "must be of "
                                    + Arrays.stream(Preprocessor.values())
                                            .map(Preprocessor::word)
                                            .collect(Collectors.joining(", ")))));
        }
    }

    private void fields(Said said) {
        RuleReader reader = new RuleReader(this::pairs);
        for (Said each : said.mappings("fields")) {
            add(reader.rule(each));
        }
    }

    private void add(Rule rule) {
        rules.put(rule.name() == null ? "#" + ++unnamed : rule.name(), rule);
    }

    /** What a layer below switched on. */
    private void off(Said said) {
        for (String name : said.texts("off")) {
            boolean rule = rules.remove(name) != null;
            boolean preprocessor = preprocessors.removeIf(each -> each.word().equals(name));
            said.require(rule || preprocessor, "off", "names no rule or preprocessor of a layer below");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
