package org.yilian.sample.image;

import java.util.ArrayList;
import java.util.List;
import org.yilian.sample.Dice;

/**
 * A chest in millimetres: x to the patient's left, y to the back, z to the head, the origin in the middle. It answers
 * what tissue is where, in Hounsfield units. Sizes differ from person to person.
 */
final class ChestPhantom {
    static final int AIR = -1000;
    private static final int FAT = -95;
    private static final int SOFT = 48;
    private static final int LUNG = -860;

    private final double size;
    private final double heartSize;
    private final int blood;
    private final List<Vessel> vessels = new ArrayList<>();
    private final Spot spot;

    /** A vessel of the lung: from the hilum, thinner on its way. */
    record Vessel(double[] from, double[] to, double radius) {}

    /** A nodule or an infiltrate: centre, radius, and how dense it is. */
    private record Spot(double x, double y, double z, double radius, int density) {}

    /**
     * @param contrast whether contrast medium is in the blood
     * @param findings the report: a nodule or an infiltrate it tells of is there to be seen
     */
    ChestPhantom(Dice dice, boolean contrast, String findings) {
        this.size = 0.9 + 0.2 * dice.unit();
        this.heartSize = 0.92 + 0.2 * dice.unit();
        this.blood = contrast ? 230 : SOFT;
        this.spot = findings.contains("结节")
                ? new Spot(-72, -18, 62, 4.5, 30)
                : findings.contains("片状") ? new Spot(78, 40, -52, 27, -250) : null;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < 46; i++) {
                double[] hilum = {side * (34 + 6 * dice.unit()), 6 + 10 * dice.unit(), 4 + 24 * (dice.unit() - 0.5)};
                double[] end = {side * (45 + 75 * dice.unit()), -70 + 145 * dice.unit(), -105 + 235 * dice.unit()};
                vessels.add(new Vessel(hilum, end, 1.1 + 3.2 * dice.unit() * dice.unit()));
            }
        }
    }

    List<Vessel> vessels() {
        return vessels;
    }

    int vesselDensity() {
        return blood;
    }

    boolean isLung(double x, double y, double z) {
        return tissue(x / size, y / size, z) < -600 && tissue(x / size, y / size, z) > AIR;
    }

    /** Hounsfield units at a place. */
    int at(double x, double y, double z) {
        return tissue(x / size, y / size, z);
    }

    private int tissue(double x, double y, double z) {
        double half = z > 70 ? 165 + square(z - 70) * 0.008 : z < -60 ? 165 + (z + 60) * 0.07 : 165;
        double shape = square(x / half) + square(y / 110);
        if (shape > 1) {
            return AIR;
        }
        if (shape > 0.97) {
            return 20;
        }
        if (shape > 0.86) {
            return FAT;
        }
        int bone = bone(x, y, z, square(x / 165) + square(y / 110));
        if (bone != 0) {
            return bone;
        }
        int airway = airway(x, y, z);
        if (airway != 0) {
            return airway;
        }
        int core = heartAndAorta(x, y, z);
        if (core != 0) {
            return core;
        }
        return lungOrBelow(x, y, z);
    }

    private static int bone(double x, double y, double z, double ring) {
        if (z > 100 && z < 150 && collarbone(x, y, z)) {
            return 420;
        }
        double level = fraction(z / 27);
        double body = square(x) + square((y - 58) * 1.15);
        if (body < 340) {
            return level < 0.2 ? 85 : body > 250 || level < 0.27 || level > 0.94 ? 520 : 210;
        }
        double canal = square(x) + square(y - 83);
        if (canal < 60) {
            return 18;
        }
        if (canal < 165 && y > 72) {
            return 430;
        }
        if (Math.abs(x) < 4 && y > 90 && y < 106 && level < 0.6) {
            return 380;
        }
        if (ring > 0.62 && ring < 0.735) {
            if (y < 0 && Math.abs(x) < 15 && z > -70 && z < 100) {
                return ring > 0.65 && ring < 0.705 ? 160 : 330;
            }
            double rib = fraction((z + 0.42 * y + 400) / 27);
            if (rib < 0.34 && z > -140) {
                boolean marrow = ring > 0.65 && ring < 0.705 && rib > 0.07 && rib < 0.27;
                return marrow ? 190 : 470;
            }
        }
        return 0;
    }

    /** From the top of the sternum outwards, backwards and up; about as thick as a finger. */
    private static boolean collarbone(double x, double y, double z) {
        double along = (Math.abs(x) - 16) / 128;
        if (along < 0 || along > 1) {
            return false;
        }
        double bend = along * (1 - along);
        return square(y + 66 - 62 * along + 46 * bend) + square(z - 110 - 24 * along - 20 * bend) < 42;
    }

    private static int airway(double x, double y, double z) {
        double trachea = square(x) + square(y - 12);
        if (z > 38 && trachea < 81) {
            return trachea < 56 ? AIR + 10 : 30;
        }
        if (z <= 38 && z > 2) {
            double bronchus = square(Math.abs(x) - (38 - z) * 0.95) + square(y - 12);
            if (bronchus < 46) {
                return bronchus < 30 ? AIR + 10 : 20;
            }
        }
        return 0;
    }

    private int heartAndAorta(double x, double y, double z) {
        if (square(x - 22) + square(y - 42) < 180 && z < 62) {
            return square(x - 22) + square(y - 42) > 140 ? SOFT + 12 : blood + 40;
        }
        double heart = square((x - 24) / (56 * heartSize))
                + square((y + 28) / (46 * heartSize))
                + square((z + 42) / (58 * heartSize));
        if (heart < 1) {
            double chamber = square((x - 34) / 24) + square((y + 22) / 20) + square((z + 48) / 32);
            return chamber < 1 || heart < 0.35 ? blood : SOFT + 8;
        }
        if (z > -5 && z < 75) {
            if (square(x + 22) + square(y + 10) < 110) {
                return blood + 60;
            }
            if (square(x - 4) + square(y + 22) < 190) {
                return blood + 20;
            }
        }
        return 0;
    }

    private int lungOrBelow(double x, double y, double z) {
        double dome = -78 - 40 * (square((Math.abs(x) - 72) / 60) + square((y + 10) / 80)) + (x < 0 ? 10 : 0);
        if (z < dome) {
            boolean stomachGas = square((x - 72) / 26) + square((y + 38) / 20) + square((z - dome + 34) / 16) < 1;
            return stomachGas ? -900 : x < 20 ? 62 : 46;
        }
        double narrowing = 1 - square((z - 5) / 152);
        if (narrowing > 0 && Math.abs(x) > 19 - 6 * narrowing) {
            double width = 66 * Math.sqrt(narrowing);
            double depth = 82 * Math.sqrt(narrowing);
            double lung = square((Math.abs(x) - 66) / width) + square((y - 3) / depth);
            if (lung < 1) {
                return LUNG + spot(x, y, z) + (int) (60 * (y / 80));
            }
        }
        return Math.abs(x) < 30 && y < 20 ? -20 : SOFT;
    }

    private int spot(double x, double y, double z) {
        if (spot == null) {
            return 0;
        }
        double distance = square(x - spot.x) + square(y - spot.y) + square(z - spot.z);
        double reach = spot.radius * spot.radius;
        return distance > reach ? 0 : (int) ((spot.density - LUNG) * Math.min(1, 2.2 * (1 - distance / reach)));
    }

    private static double square(double value) {
        return value * value;
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }
}
