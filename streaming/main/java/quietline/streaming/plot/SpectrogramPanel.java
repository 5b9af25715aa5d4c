package quietline.streaming.plot;

import java.awt.image.BufferedImage;

/**
 * Draws decibels over time and frequency as colours, with frequencies on the left and a legend of
 * the colours on the right.
 */
record SpectrogramPanel(Panel panel, PlotExtent extent, DecibelScale scale) {

    private static final int FREQUENCY_TICKS = 5;
    private static final int LEGEND_GAP = 22;
    private static final int LEGEND_WIDTH = 22;
    private static final int TICK = 6;

    /** The decibels at each pixel, counted from the left and from the bottom. */
    interface Decibels {
        double at(int x, int y);
    }

    void draw(BufferedImage image, Pen pen, Decibels decibels) {
        for (int x = 0; x < panel.width(); x++) {
            for (int y = 0; y < panel.height(); y++) {
                int colour = scale.rgb(decibels.at(x, y));
                image.setRGB(panel.x() + x, panel.bottom() - 1 - y, colour);
            }
        }
        pen.axes();
        panel.drawOutline(pen);
        for (Ticks.Tick tick : Ticks.frequency(extent.hertz(), FREQUENCY_TICKS)) {
            panel.drawLeft(pen, tick.label(), yOf(tick.value() / extent.hertz()));
        }
        drawLegend(image, pen);
    }

    private void drawLegend(BufferedImage image, Pen pen) {
        int left = panel.right() + LEGEND_GAP;
        int right = left + LEGEND_WIDTH;
        for (int y = 0; y < panel.height(); y++) {
            double part = y / (panel.height() - 1.0);
            int colour = scale.rgb(scale.lowest() + part * (scale.highest() - scale.lowest()));
            for (int x = left; x < right; x++) {
                image.setRGB(x, panel.bottom() - 1 - y, colour);
            }
        }
        pen.outline(left, panel.y(), LEGEND_WIDTH, panel.height());
        double range = scale.highest() - scale.lowest();
        for (Ticks.Tick tick : Ticks.decibels(scale.lowest(), scale.highest(), scale.step())) {
            int y = yOf((tick.value() - scale.lowest()) / range);
            pen.line(right + 1, y, right + TICK, y);
            pen.left(tick.label(), right + TICK + 5, y + Pen.LETTER_HEIGHT / 2);
        }
        pen.left(scale.unit(), left, panel.y() - 14);
    }

    private int yOf(double part) {
        return panel.bottom() - 1 - (int) Math.round(part * (panel.height() - 1));
    }
}
