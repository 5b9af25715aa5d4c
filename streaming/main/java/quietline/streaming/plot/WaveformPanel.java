package quietline.streaming.plot;

import java.awt.Color;

/** Draws a waveform; columns that reach full scale are red and marked above the panel. */
record WaveformPanel(Panel panel, SoundTrace sound, PlotExtent extent, double amplitude) {

    static final Color WAVE = new Color(0x2f, 0x6d, 0xa8);
    static final Color CLIPPED = new Color(0xd9, 0x1e, 0x2a);

    private static final int MARK = 3;

    /** The amplitude of the vertical axis: a round number that fits all recordings. */
    static double amplitude(SoundTrace... sounds) {
        double peak = 0;
        for (SoundTrace sound : sounds) {
            peak = Math.max(peak, sound.waveform().peak());
        }
        if (peak >= WaveformColumns.FULL_SCALE && peak <= 1) {
            return 1;
        }
        return Math.max(0.001, Ticks.round(peak));
    }

    void draw(Pen pen) {
        pen.colour(Pen.FAINT).line(panel.x(), yOf(0), panel.right() - 1, yOf(0));
        WaveformColumns waveform = sound.waveform();
        double instantsPerPixel = extent.seconds() * sound.sampleRate() / panel.width();
        for (int x = 0; x < panel.width(); x++) {
            int first = (int) waveform.columnOf(x * instantsPerPixel);
            int end = (int) Math.ceil(waveform.columnOf((x + 1) * instantsPerPixel));
            drawColumn(pen, panel.x() + x, first, Math.max(first + 1, end));
        }
        pen.axes().colour(Pen.INK);
        panel.drawLeft(pen, Ticks.shortest(amplitude), yOf(amplitude));
        panel.drawLeft(pen, "0", yOf(0));
        panel.drawLeft(pen, Ticks.shortest(-amplitude), yOf(-amplitude));
        panel.drawOutline(pen);
    }

    private void drawColumn(Pen pen, int x, int first, int end) {
        WaveformColumns waveform = sound.waveform();
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        boolean clipped = false;
        for (int at = first; at < Math.min(end, waveform.count()); at++) {
            lowest = Math.min(lowest, waveform.lowest(at));
            highest = Math.max(highest, waveform.highest(at));
            clipped |= waveform.clipped(at);
        }
        if (lowest <= highest) {
            pen.colour(clipped ? CLIPPED : WAVE).line(x, yOf(highest), x, yOf(lowest));
        }
        if (clipped) {
            pen.fill(x - MARK / 2, panel.y() - 2 - 2 * MARK, MARK, 2 * MARK);
        }
    }

    private int yOf(double sample) {
        double half = (panel.height() - 1) / 2.0;
        return panel.y() + (int) Math.round(half - half * sample / amplitude);
    }
}
