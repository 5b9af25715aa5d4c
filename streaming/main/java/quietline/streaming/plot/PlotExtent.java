package quietline.streaming.plot;

/**
 * The ends of a picture's axes: the longest duration and the highest frequency of its recordings.
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
