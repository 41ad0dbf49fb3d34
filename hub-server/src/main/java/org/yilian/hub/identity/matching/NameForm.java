package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name taken to pieces: characters with their readings, words in Latin letters, or the mother's name where a newborn has
 * none of its own.
 *
 * @param literal what stands there, without what does not distinguish people
 * @param signs of a HAN name; form 0 where nobody knows the character, with its reading if that is known
 * @param surname how many of them are the surname; 0 where there is none
 * @param parts of a name with middle dots: where each begins in {@code signs}
 * @param words of a LATIN name
 * @param mother of a NEWBORN
 * @param order of twins, else 0
 */
record NameForm(
        Kind kind,
        String literal,
        List<Sign> signs,
        int surname,
        List<Integer> parts,
        List<String> words,
        NameForm mother,
        int order) {
    enum Kind {
        NONE,
        HAN,
        LATIN,
        /** Digits among letters: compared as it stands, and worth little. */
        ODD,
        NEWBORN
    }

    private static final int NOBODY_KNOWS = 0;
    private static final Set<String> NAMELESS = Set.of(
            "无名氏",
            "无名",
            "未知",
            "不详",
            "未知姓名",
            "佚名",
            "无",
            "无姓名",
            "不明",
            "UNKNOWN",
            "UNKNOWNUNKNOWN",
            "JOHNDOE",
            "JANEDOE",
            "NONAME");
    private static final Set<String> DOUBLE = Set.of(
            "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "东方", "独孤", "慕容", "夏侯", "司徒", "轩辕", "长孙", "宇文", "公孙", "端木", "万俟",
            "闻人", "南宫", "西门", "呼延", "钟离", "濮阳", "淳于", "单于", "太史", "申屠", "赫连", "澹台");
    private static final Pattern NEWBORN = Pattern.compile(
            "(\\p{IsHan}[\\p{IsHan}·.]*?)(?:之|的)?(?:(长子|次子|长女|次女|子|女|婴儿?|男婴?|女婴|男孩|女孩|大双|小双|大|小|双)|(新生儿|婴儿|毛毛|宝宝|BB))"
                    + "(?:[之 ]?([12一二AB甲乙大小])(?:号)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEWBORN_ENGLISH = Pattern.compile(
            "(?:baby|newborn|infant)(?: ?(?:boy|girl|twin))?(?: ?(?:of|'s))? +(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILER =
            Pattern.compile("(?<=\\p{IsHan})(?:\\d{1,2}|\\((?:大|小|新|旧|重|男|女|\\d{1,2})\\))$");
    private static final NameForm NONE = new NameForm(Kind.NONE, "", List.of(), 0, List.of(), List.of(), null, 0);

    static NameForm of(String family, String given, String text) {
        String whole = Text.narrow(text).strip();
        if (whole.isEmpty()) {
            boolean han = Text.han(family) || Text.han(given);
            whole = Text.narrow(han ? family + given : given + " " + family).strip();
        }
        if (NAMELESS.contains(whole.replaceAll("[^\\p{L}]", "").toUpperCase(Locale.ROOT))) {
            return NONE;
        }
        NameForm newborn = newborn(whole);
        return newborn != null
                ? newborn
                : read(Text.narrow(family).strip(), TRAILER.matcher(whole).replaceAll(""));
    }

    private static NameForm newborn(String whole) {
        Matcher chinese = NEWBORN.matcher(whole);
        if (chinese.matches() && (whole.contains("之") || whole.contains("的") || childWord(chinese))) {
            String kind = chinese.group(2) == null ? "" : chinese.group(2);
            String mark = chinese.group(4) == null ? "" : chinese.group(4);
            int order = "1一A甲a大".contains(mark) && !mark.isEmpty() || kind.startsWith("大") || kind.startsWith("长")
                    ? 1
                    : "2二B乙b小".contains(mark) && !mark.isEmpty() || kind.startsWith("小") || kind.startsWith("次")
                            ? 2
                            : 0;
            return newborn(whole, read("", chinese.group(1)), order);
        }
        Matcher english = NEWBORN_ENGLISH.matcher(whole);
        return english.matches() ? newborn(whole, read("", english.group(1)), 0) : null;
    }

    /** 宝宝 and 毛毛 are given names, too. */
    private static boolean childWord(Matcher chinese) {
        String word = chinese.group(3);
        return word != null
                && (word.endsWith("儿")
                        || chinese.group(1).codePointCount(0, chinese.group(1).length()) > 1);
    }

    private static NameForm newborn(String whole, NameForm mother, int order) {
        return new NameForm(Kind.NEWBORN, Text.name(whole), List.of(), 0, List.of(), List.of(), mother, order);
    }

    private static NameForm read(String family, String text) {
        String whole = Text.han(text) ? text : LatinNames.scanned(text);
        String literal = Text.name(whole);
        if (literal.isEmpty()) {
            return NONE;
        }
        Reader reader = new Reader();
        reader.read(whole);
        if (reader.odd) {
            return new NameForm(Kind.ODD, literal, List.of(), 0, List.of(), List.of(), null, 0);
        }
        if (reader.signs.stream().noneMatch(sign -> sign.form() != NOBODY_KNOWS)) {
            return reader.words.isEmpty()
                    ? NONE
                    : new NameForm(Kind.LATIN, literal, List.of(), 0, List.of(), List.copyOf(reader.words), null, 0);
        }
        boolean dotted = reader.dots && reader.parts.size() > 1 && reader.signs.size() > 3;
        List<Integer> parts = dotted ? List.copyOf(reader.parts) : List.of(0);
        return new NameForm(
                Kind.HAN,
                literal,
                List.copyOf(reader.signs),
                surname(family, reader.signs, dotted),
                parts,
                List.of(),
                null,
                0);
    }

    private static int surname(String family, List<Sign> signs, boolean dotted) {
        if (dotted || signs.size() > 4 || signs.size() < 2) {
            return 0;
        }
        int given = family.codePointCount(0, family.length());
        if (given == 1 && Text.han(family)) {
            return 1;
        }
        String two = form(signs.get(0)) + form(signs.get(1));
        return signs.size() > 2 && DOUBLE.contains(two) ? 2 : 1;
    }

    private static String form(Sign sign) {
        return sign.form() == NOBODY_KNOWS ? "" : Character.toString(sign.form());
    }

    /** The readings of each part in one word, the usual reading of each character. */
    List<String> sounds() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int end = i + 1 < parts.size() ? parts.get(i + 1) : signs.size();
            StringBuilder word = new StringBuilder();
            for (Sign sign : signs.subList(parts.get(i), end)) {
                word.append(sign.readings().length == 0 ? "" : sign.readings()[0]);
            }
            all.add(word.toString());
        }
        return all;
    }

    boolean longName() {
        return signs.size() > 4 || parts.size() > 1;
    }

    /** Characters, words in between, and what separates them. */
    private static final class Reader {
        final List<Sign> signs = new ArrayList<>();
        final List<Integer> parts = new ArrayList<>(List.of(0));
        final List<String> words = new ArrayList<>();
        boolean odd;
        boolean dots;

        void read(String text) {
            int[] points = text.codePoints().toArray();
            boolean latinOnly = !Text.han(text);
            for (int i = 0; i < points.length; ) {
                int point = points[i];
                int next = i + 1;
                if (Text.han(point)) {
                    signs.add(Sign.of(point));
                } else if (Character.isLetter(point) && !privateUse(point)) {
                    next = end(points, i);
                    word(letters(points, i, next), latinOnly);
                } else if (point == '(') {
                    next = bracket(points, i);
                } else if ("·•・‧∙.".indexOf(point) >= 0 || point == ' ') {
                    dots |= point != ' ' || signs.size() - parts.get(parts.size() - 1) > 1;
                    part();
                } else if (point == '?'
                        || point == '*'
                        || point == 0xFFFD
                        || point == '□'
                        || point == '■'
                        || privateUse(point)) {
                    signs.add(new Sign(NOBODY_KNOWS, new String[0]));
                } else if (Character.isDigit(point)) {
                    odd = true;
                }
                i = next;
            }
            if (parts.get(parts.size() - 1) == signs.size() && parts.size() > 1) {
                parts.remove(parts.size() - 1);
            }
        }

        private void part() {
            if (signs.size() > parts.get(parts.size() - 1)) {
                parts.add(signs.size());
            }
        }

        private void word(String letters, boolean latinOnly) {
            String plain = Text.ascii(letters).replaceAll("[^a-z]", "");
            if (latinOnly) {
                words.add(plain);
            } else if (Pinyin.syllable(plain)) {
                signs.add(new Sign(NOBODY_KNOWS, new String[] {Pinyin.plain(plain)}));
            } else {
                odd = true;
            }
        }

        /** What stands in brackets behind a character that nobody could type is its reading; anything else is a remark. */
        private int bracket(int[] points, int from) {
            int end = from + 1;
            while (end < points.length && points[end] != ')') {
                end++;
            }
            String inside =
                    Text.ascii(new String(points, from + 1, end - from - 1)).strip();
            if (!signs.isEmpty() && signs.get(signs.size() - 1).form() == NOBODY_KNOWS && Pinyin.syllable(inside)) {
                signs.set(signs.size() - 1, new Sign(NOBODY_KNOWS, new String[] {Pinyin.plain(inside)}));
            }
            return end + 1;
        }

        private static int end(int[] points, int from) {
            int end = from;
            while (end < points.length
                    && (Character.isLetter(points[end]) && !Text.han(points[end])
                            || points[end] == '\''
                            || points[end] == '’')) {
                end++;
            }
            return end;
        }

        private static String letters(int[] points, int from, int end) {
            return new String(points, from, end - from);
        }

        private static boolean privateUse(int point) {
            return Character.getType(point) == Character.PRIVATE_USE;
        }
    }
}
