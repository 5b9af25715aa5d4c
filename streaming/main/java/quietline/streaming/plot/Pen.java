package quietline.streaming.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Supplier;

/** Draws lines and text in the picture's colours and two font sizes, for axes and for titles. */
final class Pen {

    static final int LETTER_HEIGHT = 15;
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x22, 0x26, 0x2b);
    static final Color FAINT = new Color(0xc9, 0xce, 0xd6);

    private static final int AXIS_POINTS = 20;
    private static final int TITLE_POINTS = 22;

    private final Graphics2D graphics;

    Pen(BufferedImage image) {
        graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(INK);
        axes();
    }

    /** Fails if the machine has no fonts, without which Java cannot draw text. */
    static void checkFonts() throws IOException {
        checkFonts(
                () ->
                        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                                .createGraphics()
                                .getFontMetrics(font(Font.PLAIN, AXIS_POINTS))
                                .stringWidth("0"));
    }

    static void checkFonts(Supplier<Integer> textWidth) throws IOException {
        Throwable trouble;
        try {
            if (textWidth.get() > 0) {
                return;
            }
            trouble = null;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Java versions fail differently here.
            trouble = e;
        }
        throw new IOException(
                "no fonts found, which are needed to draw pictures; install some, on Debian and"
                        + " Ubuntu with: apt-get install fontconfig fonts-dejavu-core",
                trouble);
    }

    private static Font font(int style, int points) {
        return new Font(Font.SANS_SERIF, style, points);
    }

    /** Selects the font for axes. */
    Pen axes() {
        graphics.setFont(font(Font.PLAIN, AXIS_POINTS));
        return this;
    }

    /** Selects the font for titles. */
    Pen titles() {
        graphics.setFont(font(Font.BOLD, TITLE_POINTS));
        return this;
    }

    Pen colour(Color colour) {
        graphics.setColor(colour);
        return this;
    }

    int width(String text) {
        return graphics.getFontMetrics().stringWidth(text);
    }

    void left(String text, int x, int baseline) {
        graphics.drawString(text, x, baseline);
    }

    void centred(String text, int x, int baseline) {
        graphics.drawString(text, x - width(text) / 2, baseline);
    }

    void right(String text, int x, int baseline) {
        graphics.drawString(text, x - width(text), baseline);
    }

    /** Returns the text, with its middle replaced by "…" if it is too wide. */
    String fitted(String text, int width) {
        String fitted = text;
        for (int kept = text.length() - 1; kept > 1 && width(fitted) > width; kept--) {
            int head = kept / 2;
            fitted = text.substring(0, head) + "…" + text.substring(text.length() - kept + head);
        }
        return fitted;
    }

    void line(int fromX, int fromY, int toX, int toY) {
        graphics.drawLine(fromX, fromY, toX, toY);
    }

    void outline(int x, int y, int width, int height) {
        graphics.drawRect(x - 1, y - 1, width + 1, height + 1);
    }

    void fill(int x, int y, int width, int height) {
        graphics.fillRect(x, y, width, height);
    }

    void done() {
        graphics.dispose();
    }
}
