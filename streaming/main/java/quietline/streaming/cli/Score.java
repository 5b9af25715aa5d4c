package quietline.streaming.cli;

import java.nio.file.Path;
import java.util.function.ToDoubleBiFunction;
import quietline.measure.SegmentalSnr;
import quietline.measure.SiSdr;
import quietline.measure.Stoi;

/** A recording's scores against the clean reference, each averaged over the channels. */
record Score(Path file, double siSdrDb, double segmentalSnrDb, double stoi, double estoi) {

    /** Both recordings must have the same length, sample rate and number of channels. */
    static Score of(LoadedSound clean, LoadedSound estimate) {
        int rate = clean.sampleRate();
        double stoi = 0;
        double estoi = 0;
        int channels = clean.channels().length;
        for (int i = 0; i < channels; i++) {
            Stoi intelligibility = Stoi.of(clean.channels()[i], estimate.channels()[i], rate);
            stoi += intelligibility.stoi() / channels;
            estoi += intelligibility.extended() / channels;
        }
        return new Score(
                estimate.file(),
                mean(clean, estimate, SiSdr::decibels),
                mean(clean, estimate, (c, e) -> SegmentalSnr.decibels(c, e, rate)),
                stoi,
                estoi);
    }

    private static double mean(
            LoadedSound clean, LoadedSound estimate, ToDoubleBiFunction<float[], float[]> measure) {
        double sum = 0;
        for (int i = 0; i < clean.channels().length; i++) {
            sum += measure.applyAsDouble(clean.channels()[i], estimate.channels()[i]);
        }
        return sum / clean.channels().length;
    }
}
