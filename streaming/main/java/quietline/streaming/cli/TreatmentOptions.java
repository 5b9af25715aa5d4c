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

/** What is done to the sound, as options. */
final class TreatmentOptions {

    /** The encodings worth writing, by the names people know. */
    enum Encoding {
        pcm16(SampleEncoding.PCM16),
        pcm24(SampleEncoding.PCM24),
        float32(SampleEncoding.FLOAT32);

        private final SampleEncoding samples;

        Encoding(SampleEncoding samples) {
            this.samples = samples;
        }
    }

    /** A number of decibels above zero. */
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
                    "'%s' is not a number of decibels, 0 or more".formatted(text));
        }
    }

    /** A rate in Hz that recordings have. */
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
                    "'%s' is not a rate in Hz from 8000 to 192000".formatted(text));
        }
    }

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            converter = StrengthConverter.class,
            description = "How much of the noise to take out: 0.8 or 80%%. Default: all of it.")
    private float strength = 1;

    @Option(
            names = "--max-attenuation",
            paramLabel = "DB",
            converter = DecibelsConverter.class,
            description = "Lower nothing by more than so many decibels. Default: no bound.")
    private Double maxAttenuation;

    @Option(names = "--mono", description = "Mix all channels to one.")
    private boolean mono;

    @Option(
            names = "--narrow",
            description = "Drop what lies above 8 kHz instead of carrying it along.")
    private boolean narrow;

    @Option(
            names = "--encoding",
            paramLabel = "pcm16|pcm24|float32",
            description = "How samples are written. Default: as in the input.")
    private Encoding encoding;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            converter = RateConverter.class,
            description = "The rate of what is written. Default: as in the input.")
    private Integer rate;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights to use: safetensors, PyTorch checkpoint or ONNX. Default: our own.")
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
