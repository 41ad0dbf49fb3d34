package org.yilian.sample.matching;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a set to standard output, one line a record, for {@code ./hub evaluate-matching} or any other matcher:
 * {@code chinese|english SEED [PEOPLE RECORDS]}.
 */
public final class MatchingSetMain {
    private MatchingSetMain() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
        try {
            write(List.of(arguments), out);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.err.println("usage: chinese|english SEED [PEOPLE RECORDS]");
            System.exit(2);
        }
        out.flush();
    }

    static void write(List<String> arguments, PrintStream out) {
        long seed = Long.parseLong(arguments.get(1));
        out.println(MatchingRecord.HEADER);
        if (arguments.get(0).equals("english")) {
            new EnglishSet(seed, arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 5_000)
                    .forEach(each -> out.println(each.line()));
        } else if (arguments.get(0).equals("chinese")) {
            ChineseSet set = arguments.size() > 3
                    ? new ChineseSet(seed, Integer.parseInt(arguments.get(2)), Integer.parseInt(arguments.get(3)))
                    : ChineseSet.standard(seed);
            set.forEach(each -> out.println(each.line()));
        } else {
            throw new IllegalArgumentException("unknown set");
        }
    }
}
