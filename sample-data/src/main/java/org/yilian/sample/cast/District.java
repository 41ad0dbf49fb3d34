package org.yilian.sample.cast;

import java.util.List;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;

/** A made-up district with a division code that no real district has. */
public record District(String code, String name, List<String> towns, List<String> streets) {
    static final List<District> ALL = Table.read("cast/districts.csv").stream()
            .map(row -> new District(row.text("code"), row.text("name"), row.list("towns"), row.list("streets")))
            .toList();

    String address(Dice dice) {
        return name + dice.pick(towns) + dice.pick(streets) + dice.between(1, 280) + "号" + dice.between(1, 18) + "栋"
                + (100 * dice.between(1, 18) + dice.between(1, 4)) + "室";
    }
}
