package org.yilian.hub.imaging.pixel;

import java.util.Arrays;

/**
 * One scan of a JPEG-LS frame: components of their own, line by line or sample by sample (ISO 14495-1 annexes A and B). All
 * components of a scan share what is learnt; each line keeps its own run length.
 */
final class JpegLsScan {
    private static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final int width;
    private final int height;
    private final JpegLsCoding coding;
    private final JpegLsBits bits;
    private final JpegLsContexts contexts;

    JpegLsScan(int width, int height, JpegLsCoding coding, JpegLsBits bits) {
        this.width = width;
        this.height = height;
        this.coding = coding;
        this.bits = bits;
        this.contexts = new JpegLsContexts(coding, bits);
    }

    /** Components that follow each other line by line, or only one. */
    void lines(int components, int first, int all, int[] out) throws PixelFailure {
        int[][][] rows = rows(components);
        int[] runs = new int[components];
        for (int y = 0; y < height; y++) {
            for (int c = 0; c < components; c++) {
                int[][] alone = {rows[y & 1][c]};
                runs[c] = line(new int[][] {rows[y + 1 & 1][c]}, alone, runs[c]);
                copy(alone[0], out, y, first + c, all);
            }
        }
    }

    /** Components whose samples follow each other. */
    void samples(int components, int[] out) throws PixelFailure {
        int[][][] rows = rows(components);
        int run = 0;
        for (int y = 0; y < height; y++) {
            run = line(rows[y + 1 & 1], rows[y & 1], run);
            for (int c = 0; c < components; c++) {
                copy(rows[y & 1][c], out, y, c, components);
            }
        }
    }

    /** Two lines per component with a sample before and one behind: the edges of A.2.1. */
    private int[][][] rows(int components) {
        return new int[2][components][width + 2];
    }

    private void copy(int[] line, int[] out, int y, int component, int all) {
        int to = y * width * all + component;
        for (int x = 1; x <= width; x++, to += all) {
            out[to] = line[x];
        }
    }

    private int line(int[][] above, int[][] line, int runIndex) throws PixelFailure {
        for (int c = 0; c < line.length; c++) {
            above[c][width + 1] = above[c][width];
            line[c][0] = above[c][1];
        }
        int run = runIndex;
        int x = 1;
        while (x <= width) {
            if (flat(above, line, x)) {
                int length = 0;
                int left = width + 1 - x;
                while (length < left && bits.bit() == 1) {
                    int block = 1 << RUN_ORDER[run];
                    run += length + block <= left && run < 31 ? 1 : 0;
                    length = Math.min(left, length + block);
                }
                if (length < left) {
                    length += bits.read(RUN_ORDER[run]);
                }
                x = repeat(line, x, length);
                if (x <= width) {
                    interrupt(above, line, x++, RUN_ORDER[run]);
                    run = Math.max(0, run - 1);
                }
            } else {
                for (int c = 0; c < line.length; c++) {
                    line[c][x] = regular(above[c], line[c], x);
                }
                x++;
            }
        }
        bits.requireInside();
        return run;
    }

    private int repeat(int[][] line, int x, int length) throws PixelFailure {
        int end = x + length;
        if (end > width + 1) {
            throw PixelFailure.broken("A run of the JPEG-LS scan is longer than its line");
        }
        for (int[] component : line) {
            Arrays.fill(component, x, end, component[x - 1]);
        }
        return end;
    }

    private void interrupt(int[][] above, int[][] line, int x, int order) throws PixelFailure {
        for (int c = 0; c < line.length; c++) {
            int left = line[c][x - 1];
            int over = above[c][x];
            // Sample by sample there is one kind of interruption only.
            boolean alike = line.length == 1 && Math.abs(left - over) <= coding.near();
            line[c][x] = contexts.interruption(alike, left, over, order);
        }
    }

    private boolean flat(int[][] above, int[][] line, int x) {
        for (int c = 0; c < line.length; c++) {
            int b = above[c][x];
            int before = above[c][x - 1];
            if (Math.abs(above[c][x + 1] - b) > coding.near()
                    || Math.abs(b - before) > coding.near()
                    || Math.abs(before - line[c][x - 1]) > coding.near()) {
                return false;
            }
        }
        return true;
    }

    private int regular(int[] above, int[] line, int x) throws PixelFailure {
        int a = line[x - 1];
        int b = above[x];
        int c = above[x - 1];
        int q1 = coding.region(above[x + 1] - b);
        int q2 = coding.region(b - c);
        int q3 = coding.region(c - a);
        int prediction;
        if (c >= Math.max(a, b)) {
            prediction = Math.min(a, b);
        } else {
            prediction = c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
        }
        return contexts.regular(q1, q2, q3, prediction);
    }
}
