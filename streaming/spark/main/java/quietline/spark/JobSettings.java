package quietline.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import quietline.Enhancer;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.SampleEncoding;
import quietline.weights.Weights;

/**
 * A {@link Treatment} that can be sent to executors. All tasks of an executor share its weights.
 *
 * @param encoding null for the input's
 * @param sampleRate 0 for the input's
 * @param best whether the built-in weights are {@link Weights#best()}, not {@link Weights#fast()}
 * @param weightsName null for the weights that are built in
 * @param weightsFile the bytes of the file of weights
 */
record JobSettings(
        float strength,
        double maxAttenuationDecibels,
        boolean gate,
        boolean narrow,
        boolean mono,
        SampleEncoding encoding,
        int sampleRate,
        boolean best,
        String weightsName,
        byte[] weightsFile)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The weights of this JVM, by the bytes of their file. */
    private static final Map<ByteBuffer, Weights> LOADED = new ConcurrentHashMap<>();

    /** All noise is removed, with the weights that are built in. */
    static JobSettings standard() {
        return standard(1);
    }

    /** A part of the noise is removed, 0 to 1, with the weights that are built in. */
    static JobSettings standard(float strength) {
        return new JobSettings(
                strength,
                Double.POSITIVE_INFINITY,
                false,
                false,
                false,
                null,
                0,
                Enhancer.defaultWeights() == Weights.best(),
                null,
                new byte[0]);
    }

    static JobSettings of(Treatment chosen, Optional<Path> weights) throws IOException {
        return new JobSettings(
                chosen.strength(),
                chosen.maxAttenuationDecibels(),
                chosen.gate(),
                chosen.narrow(),
                chosen.mono(),
                chosen.encoding().orElse(null),
                chosen.sampleRate().orElse(0),
                chosen.weights() == Weights.best(),
                weights.map(Path::toString).orElse(null),
                weights.isPresent() ? Files.readAllBytes(weights.get()) : new byte[0]);
    }

    Treatment treatment() {
        return new Treatment(
                weights(),
                strength,
                maxAttenuationDecibels,
                gate,
                narrow,
                mono,
                Optional.ofNullable(encoding),
                sampleRate == 0 ? OptionalInt.empty() : OptionalInt.of(sampleRate),
                Optional.empty(),
                Excerpt.WHOLE);
    }

    private Weights weights() {
        if (weightsName == null) {
            return best ? Weights.best() : Weights.fast();
        }
        return LOADED.computeIfAbsent(
                ByteBuffer.wrap(weightsFile), file -> Weights.load(weightsFile, weightsName));
    }
}
