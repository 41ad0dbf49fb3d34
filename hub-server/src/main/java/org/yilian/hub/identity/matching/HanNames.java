package org.yilian.hub.identity.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names in characters, place by place. */
final class HanNames {
    private static final double PART = 9;

    private HanNames() {}

    static NameMatch compare(NameForm a, NameForm b) {
        if (a.longName() || b.longName()) {
            return longNames(a, b);
        }
        if (a.signs().size() != b.signs().size()) {
            return oneMore(a, b) ? new NameMatch(NameMatch.Level.NEAR, -2.5) : NameMatch.OTHER;
        }
        NameMatch straight = placeByPlace(a, a.signs(), b.signs());
        if (straight.agrees() || a.signs().size() < 2) {
            return straight;
        }
        // Given name and surname in each other's field.
        for (int turn = 1; turn <= Math.min(2, a.signs().size() - 1); turn++) {
            List<Sign> turned = new ArrayList<>(b.signs());
            Collections.rotate(turned, turn);
            NameMatch other = placeByPlace(a, a.signs(), turned);
            if (other.level() == NameMatch.Level.SAME) {
                return new NameMatch(NameMatch.Level.ALIKE, other.bits() - 4);
            }
        }
        return straight;
    }

    private static NameMatch placeByPlace(NameForm a, List<Sign> ours, List<Sign> theirs) {
        double bits = Shares.length(ours.size() - a.surname());
        int slips = 0;
        int unknown = 0;
        int other = 0;
        int same = 0;
        for (int i = 0; i < ours.size(); i++) {
            Sign one = ours.get(i);
            Sign two = theirs.get(i);
            if (one.form() == 0 || two.form() == 0) {
                boolean sounds = one.readings().length == 0 || two.readings().length == 0 || one.sounds(two.readings());
                boolean known = one.readings().length > 0 && two.readings().length > 0;
                unknown++;
                other += sounds ? 0 : 1;
                bits += known && sounds ? Shares.givenSound(one.readings()[0]) - 1 : 0;
            } else if (one.form() == two.form()) {
                same++;
                bits += i < a.surname() ? Shares.surname(one.form()) : Shares.given(one.form());
            } else if (one.sounds(two.readings()) || Sign.lookAlike(one.form(), two.form())) {
                slips++;
                bits += 0.5;
            } else {
                other++;
            }
        }
        if (other == 0 && slips + unknown == 0) {
            return new NameMatch(NameMatch.Level.SAME, bits);
        }
        boolean enough = same >= 1 && slips + unknown <= Math.max(1, ours.size() - 1);
        if (other == 0 && (enough || same + slips == ours.size() && allSound(ours, theirs))) {
            return new NameMatch(NameMatch.Level.ALIKE, bits - (slips > 1 ? 2 : 0));
        }
        return other == 1 && same >= 2 ? new NameMatch(NameMatch.Level.NEAR, -2.5) : NameMatch.OTHER;
    }

    private static boolean allSound(List<Sign> ours, List<Sign> theirs) {
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).sounds(theirs.get(i).readings())) {
                return false;
            }
        }
        return ours.size() > 1;
    }

    /** One character left out: 王伟 and 王小伟. */
    private static boolean oneMore(NameForm a, NameForm b) {
        List<Sign> shorter = a.signs().size() < b.signs().size() ? a.signs() : b.signs();
        List<Sign> longer = shorter == a.signs() ? b.signs() : a.signs();
        if (longer.size() - shorter.size() != 1 || shorter.size() < 2) {
            return false;
        }
        int at = 0;
        for (Sign sign : longer) {
            if (at < shorter.size() && shorter.get(at).form() == sign.form()) {
                at++;
            }
        }
        return at == shorter.size();
    }

    /** Names of minorities: by parts, as they sound, for there are many spellings; the father's part is often left out. */
    private static NameMatch longNames(NameForm a, NameForm b) {
        List<String> ours = a.sounds();
        List<String> theirs = b.sounds();
        if (ours.size() == theirs.size()) {
            double bits = 0;
            boolean same = true;
            for (int i = 0; i < ours.size(); i++) {
                int edits = alike(ours.get(i), theirs.get(i));
                if (edits < 0) {
                    return ours.size() == 1 ? whole(ours, theirs) : NameMatch.OTHER;
                }
                same &= edits == 0;
                bits += PART - 2.5 * edits;
            }
            int characters = Math.max(a.signs().size(), b.signs().size());
            double most = Math.min(bits, 2.5 * characters);
            return new NameMatch(same && sameForms(a, b) ? NameMatch.Level.SAME : NameMatch.Level.ALIKE, most);
        }
        return whole(ours, theirs);
    }

    private static NameMatch whole(List<String> ours, List<String> theirs) {
        String one = String.join("", ours);
        String two = String.join("", theirs);
        int edits = alike(one, two);
        if (edits >= 0) {
            return new NameMatch(NameMatch.Level.ALIKE, 1.8 * PART - 2.5 * edits);
        }
        String shorter = one.length() < two.length() ? one : two;
        List<String> longer = one.length() < two.length() ? theirs : ours;
        boolean first = shorter.length() > 3 && alike(shorter, longer.get(0)) >= 0;
        boolean begins = shorter.length() > 5 && String.join("", longer).startsWith(shorter);
        return first || begins ? new NameMatch(NameMatch.Level.ALIKE, PART - 2) : NameMatch.OTHER;
    }

    /** How many letters differ; -1 if that is too much for one name. */
    private static int alike(String one, String two) {
        int most = Math.max(1, Math.max(one.length(), two.length()) / 5);
        int edits = Edits.between(one, two, most);
        return edits > most || Math.min(one.length(), two.length()) < 3 && edits > 0 ? -1 : edits;
    }

    private static boolean sameForms(NameForm a, NameForm b) {
        return a.signs().size() == b.signs().size()
                && java.util.stream.IntStream.range(0, a.signs().size())
                        .allMatch(
                                i -> a.signs().get(i).form() == b.signs().get(i).form());
    }
}
