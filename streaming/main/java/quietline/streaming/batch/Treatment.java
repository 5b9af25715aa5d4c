package quietline.streaming.batch;

import java.util.Optional;
import java.util.OptionalInt;
import quietline.Enhancer;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavFormat;
import quietline.weights.Weights;

/**
 * What is done to every recording of a batch.
 *
 * @param strength how much of the noise is taken, 0 to 1
 * @param maxAttenuationDecibels by how much a sound is lowered at most; infinite for no bound
 * @param narrow whether what lies above 8 kHz is dropped
 * @param mono whether all channels are mixed to one
 * @param encoding of the samples written; the input's own where it is empty
 * @param sampleRate of what is written; the input's own where it is empty
 */
public record Treatment(
        Weights weights,
        float strength,
        double maxAttenuationDecibels,
        boolean narrow,
        boolean mono,
        Optional<SampleEncoding> encoding,
        OptionalInt sampleRate) {

    Enhancer enhancer(long samples) {
        Enhancer enhancer = Enhancer.create(weights, samples);
        enhancer.setStrength(strength);
        enhancer.setMaxAttenuation(maxAttenuationDecibels);
        return enhancer;
    }

    /** How the output of a recording is written. */
    WavFormat outputFormat(WavFormat input) {
        SampleEncoding kind = encoding.orElse(input.encoding());
        int rate = sampleRate.orElse(input.sampleRate());
        return mono ? new WavFormat(kind, 1, rate) : input.with(kind, rate);
    }
}
