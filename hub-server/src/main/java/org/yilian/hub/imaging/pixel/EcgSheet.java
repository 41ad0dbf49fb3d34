package org.yilian.hub.imaging.pixel;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/**
 * A resting ECG (PS3.3 A.34.3, C.10.9) on millimetre paper: 25 mm/s, 10 mm/mV. Twelve leads of enough length in three rows
 * of four columns with lead II below; anything else one row per channel. Nothing but leads and scale is written on it.
 */
public final class EcgSheet {
    private static final int PX_PER_MM = 5;
    private static final double MM_PER_SECOND = 25;
    private static final double MM_PER_MV = 10;
    private static final int ROW_MM = 25;
    private static final int MARGIN_MM = 10;
    private static final double MAX_SECONDS = 12;
    private static final int MAX_CHANNELS = 24;
    private static final List<String> COLUMNS =
            List.of("I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6");

    private EcgSheet() {}

    /**
     * One channel.
     *
     * @param millivolts samples
     */
    record Lead(String name, double[] millivolts) {}

    /** Whether the object holds a waveform that can be drawn. */
    public static boolean isWaveform(DataSet head) {
        return head.item(Tag.WaveformSequence) != null;
    }

    public static BufferedImage draw(DataSet head) throws PixelFailure {
        DataSet group = head.item(Tag.WaveformSequence);
        if (group == null) {
            throw PixelFailure.unsupported("The object has no waveform");
        }
        double frequency = group.doubleValue(Tag.SamplingFrequency, 0);
        if (!(frequency >= 1 && frequency <= 100_000)) {
            throw PixelFailure.broken("The sampling frequency is missing");
        }
        List<Lead> leads = leads(group);
        double seconds = Math.min(MAX_SECONDS, leads.get(0).millivolts().length / frequency);
        List<Lead> ordered = standard(leads);
        boolean classic = ordered != null && seconds >= 9.5;
        int rows = classic ? 4 : leads.size();
        int width = (int) Math.ceil((2 * MARGIN_MM + seconds * MM_PER_SECOND) * PX_PER_MM);
        int height = (rows * ROW_MM + 2 * MARGIN_MM) * PX_PER_MM;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            grid(g, width, height);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 3 * PX_PER_MM));
            if (classic) {
                double column = seconds / 4;
                for (int i = 0; i < 12; i++) {
                    trace(g, ordered.get(i), frequency, i % 3, i / 3 * column, column);
                }
                trace(g, ordered.get(1), frequency, 3, 0, seconds);
            } else {
                for (int i = 0; i < leads.size(); i++) {
                    trace(g, leads.get(i), frequency, i, 0, seconds);
                }
            }
            g.drawString("25 mm/s  10 mm/mV", MARGIN_MM * PX_PER_MM, height - 2 * PX_PER_MM);
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void grid(Graphics2D g, int width, int height) {
        g.setColor(new Color(0xFFF9F7));
        g.fillRect(0, 0, width, height);
        for (int mm = 0; mm * PX_PER_MM < Math.max(width, height); mm++) {
            g.setColor(mm % 5 == 0 ? new Color(0xEDA6A0) : new Color(0xF8DCD8));
            g.drawLine(mm * PX_PER_MM, 0, mm * PX_PER_MM, height);
            g.drawLine(0, mm * PX_PER_MM, width, mm * PX_PER_MM);
        }
    }

    private static void trace(Graphics2D g, Lead lead, double frequency, int row, double from, double seconds) {
        double baseline = (MARGIN_MM + (row + 0.5) * ROW_MM) * PX_PER_MM;
        double left = (MARGIN_MM + from * MM_PER_SECOND) * PX_PER_MM;
        int first = (int) Math.round(from * frequency);
        int last = (int) Math.min(lead.millivolts().length, Math.round((from + seconds) * frequency));
        Path2D path = new Path2D.Double();
        for (int i = first; i < last; i++) {
            double x = left + (i - first) / frequency * MM_PER_SECOND * PX_PER_MM;
            double y = baseline - lead.millivolts()[i] * MM_PER_MV * PX_PER_MM;
            if (i == first) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        g.setColor(new Color(0x101418));
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        g.drawString(lead.name(), (float) left + PX_PER_MM, (float) baseline - 9 * PX_PER_MM);
    }

    /** The twelve leads in the order of the columns, null when one is missing. */
    private static List<Lead> standard(List<Lead> leads) {
        List<Lead> ordered = new ArrayList<>();
        for (String name : COLUMNS) {
            leads.stream()
                    .filter(lead -> lead.name().toUpperCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .ifPresent(ordered::add);
        }
        return ordered.size() == COLUMNS.size() ? ordered : null;
    }

    private static List<Lead> leads(DataSet group) throws PixelFailure {
        int channels = group.intValue(Tag.NumberOfWaveformChannels, 0);
        long samples = group.longValue(Tag.NumberOfWaveformSamples, 0);
        int bits = group.intValue(Tag.WaveformBitsAllocated, 16);
        byte[] data = group.bytes(Tag.WaveformData);
        List<DataSet> definitions = group.items(Tag.ChannelDefinitionSequence);
        if (channels < 1 || channels > MAX_CHANNELS || definitions.size() < channels || bits != 16 && bits != 8) {
            throw PixelFailure.unsupported("The waveform is not a plain ECG");
        }
        if (data == null || samples < 1 || data.length < channels * samples * (bits / 8)) {
            throw PixelFailure.broken("The waveform has fewer samples than it says");
        }
        List<Lead> leads = new ArrayList<>(channels);
        for (int c = 0; c < channels; c++) {
            DataSet definition = definitions.get(c);
            double factor = definition.doubleValue(Tag.ChannelSensitivity, 1)
                    * definition.doubleValue(Tag.ChannelSensitivityCorrectionFactor, 1)
                    * millivolts(definition.item(Tag.ChannelSensitivityUnitsSequence));
            double[] values = new double[(int) samples];
            for (int i = 0; i < samples; i++) {
                int at = (i * channels + c) * (bits / 8);
                int raw = bits == 16 ? (short) (data[at] & 0xFF | data[at + 1] << 8) : data[at];
                values[i] = raw * factor;
            }
            leads.add(new Lead(name(definition), values));
        }
        return leads;
    }

    private static double millivolts(DataSet unit) {
        String code = unit == null ? "" : unit.string(Tag.CodeValue, "");
        return switch (code) {
            case "mV" -> 1;
            case "nV" -> 1e-6;
            case "V" -> 1e3;
            default -> 1e-3;
        };
    }

    /** {@code Lead V1} and {@code aVR} as they are written on paper. */
    private static String name(DataSet definition) {
        DataSet source = definition.item(Tag.ChannelSourceSequence);
        String meaning = source == null ? "" : source.string(Tag.CodeMeaning, "");
        String name = meaning.replaceAll("(?i)lead|\\(.*?\\)|,.*", "").strip();
        return name.matches("[A-Za-z0-9+-]{1,5}") ? name : "?";
    }
}
