package quietline.streaming.batch;

import java.util.Optional;
import java.util.OptionalInt;
import quietline.Enhancer;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.SampleLayout;
import quietline.streaming.io.WavFormat;
import quietline.weights.Weights;

/**
 * The settings that apply to every recording of a batch.
 *
 * @param strength the part of the noise to remove, 0 to 1
 * @param maxAttenuationDecibels the most attenuation; infinite for no limit
 * @param gate whether to fade to silence where there is no speech
 * @param narrow whether everything above 8 kHz is removed
 * @param mono whether all channels are mixed into one
 * @param encoding the output's encoding; empty for the input's
 * @param sampleRate the output's sample rate; empty for the input's
 * @param raw the layout of raw samples on stdout and pipes; empty to write WAV there too
 * @param excerpt the part of each input to enhance
 */
public record Treatment(
        Weights weights,
        float strength,
        double maxAttenuationDecibels,
        boolean gate,
        boolean narrow,
        boolean mono,
        Optional<SampleEncoding> encoding,
        OptionalInt sampleRate,
        Optional<SampleLayout> raw,
        Excerpt excerpt) {

    Enhancer enhancer(long samples) {
        Enhancer enhancer = Enhancer.create(weights, samples);
        enhancer.setStrength(strength);
        enhancer.setMaxAttenuation(maxAttenuationDecibels);
        enhancer.setGate(gate);
        return enhancer;
    }

    /** The format of the output for an input of the given format. */
    WavFormat outputFormat(WavFormat input) {
        SampleEncoding kind = encoding.orElse(input.encoding());
        int rate = sampleRate.orElse(input.sampleRate());
        return mono ? new WavFormat(kind, 1, rate) : input.with(kind, rate);
    }
}
