package org.yilian.sample.image;

import org.yilian.sample.Dice;

/**
 * Ten seconds of a resting electrocardiogram, 500 samples a second, in microvolts: P, Q, R, S and T as bells with the
 * usual height per lead, a heart rate that breathes, wander of the base line and muscle noise. III and the augmented
 * leads are computed from I and II, as electrocardiographs do.
 */
final class EcgTracing {
    static final int RATE = 500;
    static final int SAMPLES = 10 * RATE;
    static final int LEADS = 12;
    /** Centre in seconds from the R peak, width in seconds. */
    private static final double[][] WAVES = {{-0.17, 0.022}, {-0.028, 0.008}, {0, 0.011}, {0.030, 0.010}, {0.26, 0.045}
    };
    /** Heights in microvolts of P, Q, R, S, T for I, II, V1 to V6. */
    private static final double[][] HEIGHTS = {
        {90, -60, 700, -120, 220},
        {140, -80, 1050, -160, 300},
        {50, 0, 250, -850, -60},
        {60, 0, 450, -1250, 420},
        {70, -20, 800, -950, 480},
        {80, -60, 1300, -560, 430},
        {80, -90, 1350, -260, 350},
        {80, -90, 1050, -110, 260}
    };

    private final double beatsPerMinute;
    private final boolean flatT;
    private final Dice dice;

    EcgTracing(Dice dice, String findings) {
        boolean fast = findings.contains("96");
        this.beatsPerMinute = (fast ? 94 : 68) + dice.between(0, 6);
        this.flatT = findings.contains("低平");
        this.dice = dice;
    }

    int heartRate() {
        return (int) Math.round(beatsPerMinute);
    }

    /** Samples by time, in each the twelve leads I, II, III, aVR, aVL, aVF, V1 to V6. */
    short[] samples() {
        double[][] leads = new double[8][SAMPLES];
        for (int lead = 0; lead < 8; lead++) {
            baseLine(leads[lead], dice.fork("lead", lead));
        }
        double time = 0.3 * dice.unit();
        for (int beat = 0; time < 11; beat++) {
            for (int lead = 0; lead < 8; lead++) {
                for (int wave = 0; wave < WAVES.length; wave++) {
                    double height = HEIGHTS[lead][wave] * (flatT && wave == 4 && lead > 5 ? 0.12 : 1);
                    bell(leads[lead], time + WAVES[wave][0], WAVES[wave][1], height);
                }
            }
            time += 60 / beatsPerMinute * (1 + 0.03 * StrictMath.sin(beat * 1.3));
        }
        return interleave(leads);
    }

    private static void baseLine(double[] lead, Dice own) {
        double phase = 2 * Math.PI * own.unit();
        double last = 0;
        for (int i = 0; i < SAMPLES; i++) {
            last = 0.6 * last + 6 * own.normal();
            lead[i] = 28 * StrictMath.sin(2 * Math.PI * 0.24 * i / RATE + phase) + last;
        }
    }

    private static void bell(double[] lead, double centre, double width, double height) {
        int first = Math.max(0, (int) ((centre - 4 * width) * RATE));
        int last = Math.min(SAMPLES - 1, (int) ((centre + 4 * width) * RATE));
        for (int i = first; i <= last; i++) {
            double distance = ((double) i / RATE - centre) / width;
            lead[i] += height * StrictMath.exp(-distance * distance / 2);
        }
    }

    private static short[] interleave(double[][] leads) {
        short[] samples = new short[SAMPLES * LEADS];
        for (int i = 0; i < SAMPLES; i++) {
            double one = leads[0][i];
            double two = leads[1][i];
            double[] limb = {one, two, two - one, -(one + two) / 2, one - two / 2, two - one / 2};
            for (int k = 0; k < 6; k++) {
                samples[i * LEADS + k] = (short) Math.round(limb[k]);
                samples[i * LEADS + 6 + k] = (short) Math.round(leads[2 + k][i]);
            }
        }
        return samples;
    }
}
