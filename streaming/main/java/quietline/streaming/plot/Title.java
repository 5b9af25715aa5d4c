package quietline.streaming.plot;

import java.util.Locale;

/** A line above panels: a title on the left and facts on the right. */
record Title(String text, String facts) {

    static final int HEIGHT = 44;

    private static final int BELOW = 13;
    private static final int LEAST_GAP = 40;

    static Title of(String role, SoundTrace sound) {
        return new Title(role + sound.name(), facts(sound.waveform()));
    }

    private static String facts(WaveformColumns waveform) {
        if (waveform.peak() == 0) {
            return "silent";
        }
        double decibels = 20 * Math.log10(waveform.peak());
        String peak = String.format(Locale.ROOT, "peak %.1f dBFS", decibels).replace('-', '−');
        long clipped = waveform.clippedSamples();
        return clipped == 0
                ? peak
                : peak + String.format(Locale.ROOT, ", %,d samples at full scale", clipped);
    }

    void draw(Pen pen, int left, int top, int width) {
        int baseline = top + HEIGHT - BELOW;
        pen.axes().colour(Pen.INK);
        pen.right(facts, left + width, baseline);
        int room = width - pen.width(facts) - LEAST_GAP;
        pen.titles();
        pen.left(pen.fitted(text, room), left, baseline);
    }
}
