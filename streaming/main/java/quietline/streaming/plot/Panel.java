package quietline.streaming.plot;

/**
 * A rectangle of the picture whose horizontal axis is time.
 *
 * @param x the first column of pixels inside
 * @param y the first row inside
 */
record Panel(int x, int y, int width, int height) {

    private static final int TICK = 7;
    private static final int TIME_TICKS = 14;

    int bottom() {
        return y + height;
    }

    int right() {
        return x + width;
    }

    int xOf(double seconds, PlotExtent extent) {
        return x + (int) Math.min(width - 1, Math.floor(seconds / extent.seconds() * width));
    }

    void drawTime(Pen pen, PlotExtent extent) {
        pen.axes().colour(Pen.INK);
        for (Ticks.Tick tick : Ticks.time(extent.seconds(), TIME_TICKS)) {
            int at = xOf(tick.value(), extent);
            pen.line(at, bottom() + 1, at, bottom() + TICK);
            pen.centred(tick.label(), at, bottom() + TICK + 4 + Pen.LETTER_HEIGHT);
        }
    }

    /** Draws a tick and its label on the left side. */
    void drawLeft(Pen pen, String label, int atY) {
        pen.line(x - TICK, atY, x - 2, atY);
        pen.right(label, x - TICK - 5, atY + Pen.LETTER_HEIGHT / 2);
    }

    void drawOutline(Pen pen) {
        pen.colour(Pen.INK).outline(x, y, width, height);
    }
}
