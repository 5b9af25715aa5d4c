package quietline.streaming.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import quietline.streaming.io.ReportFile;

/**
 * Draws the waveform and spectrogram of one recording, or of one before and after enhancement
 * together with the gain in dB at each time and frequency. Drawn with java.awt, because a chart
 * library would be many times the size of this package.
 */
public final class SpectrogramPlot {

    static final int WIDTH = 1600;
    static final int LEFT = 104;
    static final int PANEL_WIDTH = 1364;
    static final int SPECTROGRAM_HEIGHT = 257;
    static final int WAVEFORM_HEIGHT = 113;

    private static final Title MASK =
            new Title("mask: gain from before to after", "grey: below −100 dBFS before");
    private static final int GAP = 34;
    private static final int TIME_HEIGHT = 40;
    private static final int SOUND_HEIGHT =
            Title.HEIGHT + WAVEFORM_HEIGHT + GAP + SPECTROGRAM_HEIGHT + TIME_HEIGHT;
    private static final int MASK_HEIGHT = Title.HEIGHT + SPECTROGRAM_HEIGHT + TIME_HEIGHT;
    private static final int MARGIN = 8;

    private final List<SoundTrace> sounds;
    private final PlotExtent extent;
    private final double amplitude;

    private SpectrogramPlot(SoundTrace... sounds) {
        this.sounds = List.of(sounds);
        extent = PlotExtent.of(sounds);
        amplitude = WaveformPanel.amplitude(sounds);
    }

    public static SpectrogramPlot of(SoundTrace sound) {
        return new SpectrogramPlot(sound);
    }

    public static SpectrogramPlot of(SoundTrace before, SoundTrace after) {
        return new SpectrogramPlot(before, after);
    }

    /** Fails if pictures cannot be drawn on this machine. */
    public static void check() throws IOException {
        Pen.checkFonts();
    }

    /** Writes a PNG; on failure no file is left behind. */
    public void write(Path png, boolean replace) throws IOException {
        ReportFile.write(png, png(), replace);
    }

    /** Returns the picture as a PNG file. */
    public byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(draw(), "png", out);
        }
        return bytes.toByteArray();
    }

    BufferedImage draw() throws IOException {
        check();
        int height = 2 * MARGIN + sounds.size() * SOUND_HEIGHT;
        height += sounds.size() == 2 ? MASK_HEIGHT : 0;
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Pen pen = new Pen(image);
        List<PixelPowers> powers = new ArrayList<>();
        double mostBelow = Double.NEGATIVE_INFINITY;
        for (SoundTrace sound : sounds) {
            powers.add(new PixelPowers(sound, extent, PANEL_WIDTH, SPECTROGRAM_HEIGHT));
            mostBelow = Math.max(mostBelow, powers.get(powers.size() - 1).mostBelow());
        }
        DecibelScale levels = DecibelScale.levels(mostBelow);
        int y = MARGIN;
        for (int i = 0; i < sounds.size(); i++) {
            drawSound(image, pen, y, sounds.get(i), powers.get(i), levels);
            y += SOUND_HEIGHT;
        }
        if (sounds.size() == 2) {
            drawMask(image, pen, y, powers.get(0), powers.get(1));
        }
        pen.done();
        return image;
    }

    private void drawSound(
            BufferedImage image,
            Pen pen,
            int top,
            SoundTrace sound,
            PixelPowers powers,
            DecibelScale levels) {
        Title.of(role(sound), sound).draw(pen, LEFT, top, PANEL_WIDTH);
        Panel wave = new Panel(LEFT, top + Title.HEIGHT, PANEL_WIDTH, WAVEFORM_HEIGHT);
        new WaveformPanel(wave, sound, extent, amplitude).draw(pen);
        Panel panel = new Panel(LEFT, wave.bottom() + GAP, PANEL_WIDTH, SPECTROGRAM_HEIGHT);
        new SpectrogramPanel(panel, extent, levels)
                .draw(image, pen, (x, y) -> DecibelScale.decibels(powers.at(x, y)));
        panel.drawTime(pen, extent);
    }

    private String role(SoundTrace sound) {
        if (sounds.size() == 1) {
            return "";
        }
        return sound == sounds.get(0) ? "before: " : "after: ";
    }

    private void drawMask(
            BufferedImage image, Pen pen, int top, PixelPowers before, PixelPowers after) {
        MASK.draw(pen, LEFT, top, PANEL_WIDTH);
        Panel panel = new Panel(LEFT, top + Title.HEIGHT, PANEL_WIDTH, SPECTROGRAM_HEIGHT);
        new SpectrogramPanel(panel, extent, DecibelScale.gains())
                .draw(image, pen, (x, y) -> gain(before.at(x, y), after.at(x, y)));
        panel.drawTime(pen, extent);
    }

    /** Returns NaN if there was silence before. */
    private static double gain(float before, float after) {
        double decibels = DecibelScale.decibels(before);
        return decibels < DecibelScale.SILENCE_DB
                ? Double.NaN
                : DecibelScale.decibels(after) - decibels;
    }
}
