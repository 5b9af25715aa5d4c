package quietline.streaming.plot;

/**
 * What the axes of a picture reach to, from 0: the longest of its sounds, the highest frequency.
 */
record PlotExtent(double seconds, double hertz) {

    static PlotExtent of(SoundTrace... sounds) {
        double seconds = 0;
        double hertz = 0;
        for (SoundTrace sound : sounds) {
            seconds = Math.max(seconds, sound.seconds());
            hertz = Math.max(hertz, sound.sampleRate() / 2.0);
        }
        return new PlotExtent(seconds, hertz);
    }
}
