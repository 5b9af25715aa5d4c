package quietline.voice;

import java.util.Arrays;

/**
 * Denoises 48 kHz mono speech in frames of 10 ms, with the methods of the Java bindings to RNNoise:
 * a program that uses rnnoise4j changes one import. The output is as long as the input and {@link
 * VoiceStream#latency()} samples (38 ms) late. Thread-safe; holds no native memory.
 */
public final class Denoiser implements AutoCloseable {

    private static final int SAMPLE_RATE = 48000;
    private static final int FRAME_SAMPLES = SAMPLE_RATE / 100;

    private final VoiceStream stream = VoiceStream.builder().sampleRate(SAMPLE_RATE).build();

    /** Returns the number of samples in a frame, 480. */
    public int getFrameSize() {
        return FRAME_SAMPLES;
    }

    /**
     * Returns the denoised samples in a new array of the same length.
     *
     * @param input 16-bit samples, a multiple of the frame size
     */
    public synchronized short[] denoise(short[] input) {
        short[] output = Arrays.copyOf(checked(input), input.length);
        stream.process(output, output);
        return output;
    }

    /**
     * Denoises the samples in their array, and returns the probability that they contain speech,
     * from 0 to 1.
     *
     * @param input 16-bit samples, a multiple of the frame size
     */
    public synchronized float denoiseInPlace(short[] input) {
        stream.process(checked(input), input);
        return stream.speechProbability();
    }

    /**
     * Returns the probability that the samples contain speech. The stream goes on as with {@link
     * #denoiseInPlace}, but the samples stay as they are.
     *
     * @param input 16-bit samples, a multiple of the frame size
     */
    public synchronized float getSpeechProbability(short[] input) {
        return denoiseInPlace(Arrays.copyOf(checked(input), input.length));
    }

    @Override
    public synchronized void close() {
        stream.close();
    }

    public synchronized boolean isClosed() {
        return stream.isClosed();
    }

    private static short[] checked(short[] input) {
        if (input == null) {
            throw new IllegalArgumentException("the input is null");
        }
        if (input.length == 0 || input.length % FRAME_SAMPLES != 0) {
            throw new IllegalArgumentException(
                    "the input must be a multiple of %d samples, got %d"
                            .formatted(FRAME_SAMPLES, input.length));
        }
        return input;
    }
}
