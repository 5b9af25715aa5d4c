package quietline.streaming.batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.SpeechSegments.Segment;

/**
 * Enhances the channels of one recording, each in a stream of its own, or mixed down to one.
 * Enhanced samples are kept aligned with the input's. Samples that are no sound are replaced by
 * silence.
 */
final class Channels {

    private final int inputChannels;
    private final boolean parallel;
    private final FullBandStream[] streams;
    private final ChannelSpeech speech;
    private final float[][] noisy;
    private final float[][] clean;

    /** The instants in {@link #noisy} that {@link #clean} has too, and all in {@link #noisy}. */
    private int ready;

    private int waiting;
    private long taken;
    private long notSound;
    private long firstNotSound = -1;

    /**
     * @param samples the length of all channels together, in samples at 16 kHz; 0 if unknown
     * @param parallel whether to use several processor cores, which gives the same bits
     */
    Channels(
            Treatment treatment,
            int inputChannels,
            int sampleRate,
            long samples,
            boolean parallel) {
        this.inputChannels = inputChannels;
        this.parallel = parallel;
        streams = new FullBandStream[treatment.mono() ? 1 : inputChannels];
        speech = new ChannelSpeech(streams.length);
        for (int c = 0; c < streams.length; c++) {
            streams[c] =
                    new FullBandStream(treatment.enhancer(samples), sampleRate, treatment.narrow());
            streams[c].setSpeechListener(speech.channel(c));
        }
        noisy = new float[streams.length][0];
        clean = new float[streams.length][0];
    }

    int count() {
        return streams.length;
    }

    /** Adds interleaved samples; returns the number of enhanced instants. */
    int push(float[] interleaved, int instants) {
        release(instants);
        for (int c = 0; c < streams.length; c++) {
            if (streams.length < inputChannels) {
                mix(interleaved, instants, noisy[c]);
            } else {
                pick(interleaved, c, instants, noisy[c]);
            }
        }
        taken += instants;
        each(
                c -> {
                    clean[c] = atLeast(clean[c], streams[c].maxOutput(instants));
                    return streams[c].push(noisy[c], waiting, instants, clean[c], 0);
                });
        waiting += instants;
        return ready;
    }

    /** Ends the recording; returns the number of remaining enhanced instants. */
    int flush() {
        release(0);
        each(
                c -> {
                    clean[c] = atLeast(clean[c], streams[c].pending());
                    return streams[c].flush(clean[c], 0);
                });
        return ready;
    }

    /** Runs all channels; each gives the same number of enhanced instants. */
    private void each(IntUnaryOperator channel) {
        IntStream all = IntStream.range(0, streams.length);
        ready = (parallel ? all.parallel() : all).map(channel).max().getAsInt();
        speech.endTurn();
    }

    /** Drops the noisy samples already returned and makes room for more. */
    private void release(int more) {
        waiting -= ready;
        for (int c = 0; c < streams.length; c++) {
            System.arraycopy(noisy[c], ready, noisy[c], 0, waiting);
            noisy[c] = atLeast(noisy[c], waiting + more);
        }
        ready = 0;
    }

    private static float[] atLeast(float[] samples, int length) {
        return samples.length >= length ? samples : Arrays.copyOf(samples, length);
    }

    private void pick(float[] interleaved, int channel, int instants, float[] out) {
        for (int i = 0; i < instants; i++) {
            out[waiting + i] = sound(interleaved[i * inputChannels + channel], i);
        }
    }

    private void mix(float[] interleaved, int instants, float[] out) {
        for (int i = 0; i < instants; i++) {
            float sum = 0;
            for (int c = 0; c < inputChannels; c++) {
                sum += sound(interleaved[i * inputChannels + c], i);
            }
            out[waiting + i] = sum / inputChannels;
        }
    }

    private float sound(float sample, int instant) {
        if (Math.abs(sample) <= Enhancer.LOUDEST) {
            return sample;
        }
        notSound++;
        if (firstNotSound < 0 || taken + instant < firstNotSound) {
            firstNotSound = taken + instant;
        }
        return 0;
    }

    /** The noisy samples of one channel at the instants of {@link #clean}. */
    float[] noisy(int channel) {
        return noisy[channel];
    }

    /** The enhanced samples of one channel. */
    float[] clean(int channel) {
        return clean[channel];
    }

    /** When there is speech in any channel of a recording of this length. */
    List<Segment> speech(double seconds) {
        return speech.within(seconds);
    }

    long taken() {
        return taken;
    }

    /** The number of samples that were infinite, NaN or far too large. */
    long notSound() {
        return notSound;
    }

    /** The instant of the first of them. */
    long firstNotSound() {
        return firstNotSound;
    }
}
