package quietline.streaming.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import quietline.Enhancer;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.SampleEncoding;
import quietline.weights.Weights;

/** Options that determine how audio is enhanced and encoded. */
final class TreatmentOptions {

    /** The encodings that can be written. */
    enum Encoding {
        pcm16(SampleEncoding.PCM16),
        pcm24(SampleEncoding.PCM24),
        float32(SampleEncoding.FLOAT32);

        private final SampleEncoding samples;

        Encoding(SampleEncoding samples) {
            this.samples = samples;
        }
    }

    /** Parses decibels of 0 or more. */
    static final class DecibelsConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double decibels = Double.parseDouble(text.replaceFirst("(?i)\\s*dB$", ""));
                if (decibels >= 0) {
                    return decibels;
                }
            } catch (NumberFormatException e) {
                // Refused below.
            }
            throw new TypeConversionException(
                    "must be 0 or more decibels, got '%s'".formatted(text));
        }
    }

    /** Parses a sample rate such as 44100 or 48k. */
    static final class RateConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            String number = text.toLowerCase(Locale.ROOT).replaceFirst("\\s*hz$", "");
            double factor = number.endsWith("k") ? 1000 : 1;
            try {
                double rate = factor * Double.parseDouble(number.replaceFirst("k$", ""));
                if (rate >= 8000 && rate <= 192_000 && rate == Math.rint(rate)) {
                    return (int) rate;
                }
            } catch (NumberFormatException e) {
                // Refused below.
            }
            throw new TypeConversionException(
                    "must be a sample rate between 8000 and 192000 Hz, got '%s'".formatted(text));
        }
    }

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            converter = StrengthConverter.class,
            description = "How much noise to remove: 0.8 or 80%%. Default: all.")
    private float strength = 1;

    @Option(
            names = "--max-attenuation",
            paramLabel = "DB",
            converter = DecibelsConverter.class,
            description = "The most attenuation in decibels. Default: unlimited.")
    private Double maxAttenuation;

    @Option(names = "--mono", description = "Mix all channels into one.")
    private boolean mono;

    @Option(
            names = "--narrow",
            description =
                    "Remove everything above 8 kHz, instead of attenuating it like the band just below.")
    private boolean narrow;

    @Option(
            names = "--encoding",
            paramLabel = "pcm16|pcm24|float32",
            description = "Encoding of the output. Default: as in the input.")
    private Encoding encoding;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            converter = RateConverter.class,
            description = "Sample rate of the output. Default: as in the input.")
    private Integer rate;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights: safetensors, PyTorch checkpoint or ONNX. Default: built in.")
    private Path weights;

    Treatment treatment() {
        return new Treatment(
                weights == null ? Enhancer.defaultWeights() : Weights.load(weights),
                strength,
                maxAttenuation == null ? Double.POSITIVE_INFINITY : maxAttenuation,
                narrow,
                mono,
                Optional.ofNullable(encoding).map(chosen -> chosen.samples),
                rate == null ? OptionalInt.empty() : OptionalInt.of(rate));
    }
}
