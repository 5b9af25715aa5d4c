package quietline.streaming.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import quietline.Models;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.SampleLayout;
import quietline.weights.Weights;

/** Options that determine how audio is enhanced and encoded. */
public final class TreatmentOptions {

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

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            converter = OptionParser.Strength.class,
            description = "How much noise to remove: 0.8 or 80%%. Default: all.")
    private float strength = 1;

    @Option(
            names = "--max-attenuation",
            paramLabel = "DB",
            converter = OptionParser.Decibels.class,
            description = "The most attenuation in decibels. Default: unlimited.")
    private Double maxAttenuation;

    @Option(names = "--gate", description = "Fade to silence where nobody speaks.")
    private boolean gate;

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
            description =
                    "Encoding of WAV and FLAC. Default: as in the input; 16 or 24 bits if it is"
                            + " neither WAV, AIFF, AU, FLAC nor WavPack.")
    private Encoding encoding;

    @Option(
            names = "--raw-output",
            paramLabel = "ENCODING",
            converter = OptionParser.RawEncoding.class,
            description =
                    "Write raw samples, such as s16le, on stdout or a pipe. Default there: as in"
                            + " --raw, or else WAV.")
    private SampleLayout rawOutput;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            converter = OptionParser.Rate.class,
            description = "Sample rate of the output. Default: as in the input; Opus has 48000.")
    private Integer rate;

    @Option(names = "--quality", paramLabel = "fast|best", description = Quality.HELP)
    private Quality quality;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights: safetensors, PyTorch checkpoint or ONNX. Default: built in.")
    private Path weights;

    /** Whether raw samples are asked for, whatever the input is. */
    public boolean wantsRaw() {
        return rawOutput != null;
    }

    /** Returns a message on two options that exclude each other, or empty. */
    public Optional<String> conflict() {
        if (rawOutput != null && encoding != null) {
            return Optional.of("--encoding and --raw-output exclude each other");
        }
        return quality != null && weights != null
                ? Optional.of(Quality.CONFLICT)
                : Optional.empty();
    }

    /**
     * @param raw the format of the inputs if they are raw samples
     * @param excerpt the part of each input to enhance
     */
    public Treatment treatment(Optional<RawFormat> raw, Excerpt excerpt) {
        return new Treatment(
                weights(),
                strength,
                maxAttenuation == null ? Double.POSITIVE_INFINITY : maxAttenuation,
                gate,
                narrow,
                mono,
                encoding(),
                rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
                wantsRaw() ? Optional.of(rawOutput) : raw.map(this::layout),
                excerpt);
    }

    private Optional<SampleEncoding> encoding() {
        return wantsRaw()
                ? Optional.of(rawOutput.encoding())
                : Optional.ofNullable(encoding).map(chosen -> chosen.samples);
    }

    private SampleLayout layout(RawFormat input) {
        return encoding == null ? input.layout() : SampleLayout.littleEndian(encoding.samples);
    }

    /** The file of weights; empty for those that are built in. */
    public Optional<Path> weightsFile() {
        return Optional.ofNullable(weights);
    }

    /** Refuses weights that fit no network, before anything is written. */
    private Weights weights() {
        Weights chosen = Quality.weights(quality, weights);
        Models.name(chosen);
        return chosen;
    }
}
