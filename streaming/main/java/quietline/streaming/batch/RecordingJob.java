package quietline.streaming.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import quietline.Enhancer;
import quietline.dsp.Resampler;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.Recording;
import quietline.streaming.io.WavFormat;

/**
 * Enhances one recording in constant memory; the output has the same length and is aligned to the
 * sample. Output files appear complete or not at all.
 */
public final class RecordingJob {

    private static final int BLOCK_INSTANTS = 16_384;

    private final Input input;
    private final Outputs outputs;
    private final OutputStream standard;
    private final List<SoundOutput> openOutputs = new ArrayList<>();
    private final Set<Path> replaceable = new HashSet<>();
    private boolean abandoned;
    private volatile long doneInstants;
    private volatile long expectedInstants;
    private volatile int sampleRate = 1;
    private volatile boolean ended;

    /**
     * @param standard stdout, for outputs that go there
     */
    public RecordingJob(Input input, Outputs outputs, OutputStream standard) {
        this.input = input;
        this.outputs = outputs;
        this.standard = standard;
    }

    public Input input() {
        return input;
    }

    public Outputs outputs() {
        return outputs;
    }

    /** The seconds of audio enhanced so far; callable from any thread. */
    public double doneSeconds() {
        return (double) doneInstants / sampleRate;
    }

    /** The part enhanced so far, 0 to 1; 0 if the length is unknown. Callable from any thread. */
    public double doneShare() {
        long expected = expectedInstants;
        if (ended) {
            return 1;
        }
        return expected <= 0 ? 0 : Math.min(1, (double) doneInstants / expected);
    }

    /**
     * Refuses an input that does not exist and outputs that would overwrite something.
     *
     * @param mayReplace whether an output may be replaced, now and when the job ends
     */
    void check(Predicate<Path> mayReplace) throws IOException {
        if (input.file().isPresent() && Files.notExists(input.file().get())) {
            throw AudioException.of(input.name(), new NoSuchFileException(input.name()));
        }
        for (Path output : outputs.files()) {
            if (!FileKind.of(output).isStream()) {
                // Stdin is no file that could be overwritten.
                Path source = input.file().orElse(output.resolveSibling("\u0001"));
                boolean replace = mayReplace.test(output);
                PartFile.check(source, output, replace);
                if (replace) {
                    replaceable.add(output);
                }
            }
        }
    }

    /**
     * Enhances the recording and returns its figures.
     *
     * @param parallel whether several channels may use several processor cores
     * @param cores gives one until the output only has to reach the disk
     */
    public Outcome run(Treatment treatment, boolean parallel, Semaphore cores) throws IOException {
        try {
            Optional<Path> video = outputs.video();
            if (video.isPresent() && !treatment.excerpt().isWhole()) {
                throw new AudioException(
                        video.get(), "--start and --duration cut no video; choose a sound format");
            }
            // Before the input is read, so that a change meanwhile is noticed by --resume.
            Map<Outputs.Role, Origin> origins = new EnumMap<>(Outputs.Role.class);
            for (Outputs.Role role : outputs.byRole().keySet()) {
                Origin.of(input, treatment, role).ifPresent(origin -> origins.put(role, origin));
            }
            return enhance(treatment, parallel, cores, origins);
        } finally {
            ended = true;
        }
    }

    private Outcome enhance(
            Treatment treatment,
            boolean parallel,
            Semaphore cores,
            Map<Outputs.Role, Origin> origins)
            throws IOException {
        cores.acquireUninterruptibly();
        boolean holdsCore = true;
        long started = System.nanoTime();
        boolean video = outputs.video().isPresent();
        try (Recording recording = input.open(treatment.excerpt(), video)) {
            WavFormat heard = recording.format();
            if (heard.sampleRate() < Resampler.LOWEST_RATE
                    || heard.sampleRate() > Resampler.HIGHEST_RATE) {
                throw new AudioException(
                        input.name(),
                        "has a sample rate of %d Hz, expected %d to %d"
                                .formatted(
                                        heard.sampleRate(),
                                        Resampler.LOWEST_RATE,
                                        Resampler.HIGHEST_RATE));
            }
            sampleRate = heard.sampleRate();
            expectedInstants = recording.expectedInstants();
            long samples = samples(heard, expectedInstants, treatment);
            Channels channels =
                    new Channels(
                            treatment, heard.channels(), heard.sampleRate(), samples, parallel);
            try (Delivery delivery = delivery(treatment, recording, channels, origins)) {
                transfer(recording, channels, delivery);
                delivery.take(channels.flush());
                cores.release();
                holdsCore = false;
                delivery.commit(recording.metadata());
                return new Outcome(
                        heard,
                        delivery.format(),
                        recording.container(),
                        channels.taken(),
                        delivery.saturated(),
                        System.nanoTime() - started,
                        delivery.levels(),
                        channels.speech((double) channels.taken() / sampleRate),
                        warnings(recording, channels, delivery));
            }
        } finally {
            if (holdsCore) {
                cores.release();
            }
        }
    }

    /**
     * Returns the length of all streams together, in samples at 16 kHz; 0 if unknown. Only this
     * chooses the kernels, so that a recording always gives the same bits.
     *
     * @param instants the expected length; −1 if unknown
     */
    static long samples(WavFormat format, long instants, Treatment treatment) {
        int streams = treatment.mono() ? 1 : format.channels();
        double seconds = Math.max(0.0, instants) / format.sampleRate();
        return (long) (seconds * streams * Enhancer.SAMPLE_RATE);
    }

    private void transfer(Recording recording, Channels channels, Delivery delivery)
            throws IOException {
        float[] block = new float[BLOCK_INSTANTS * recording.channels()];
        while (true) {
            int count = recording.read(block, 0, block.length);
            if (count < 0) {
                return;
            }
            delivery.take(channels.push(block, count / recording.channels()));
            doneInstants = channels.taken();
        }
    }

    /**
     * Opens the outputs. {@link #abandon} waits meanwhile, so that no file is left that was not yet
     * registered; but not for a pipe, which may have to wait for its reader.
     */
    private Delivery delivery(
            Treatment treatment,
            Recording recording,
            Channels channels,
            Map<Outputs.Role, Origin> origins)
            throws IOException {
        if (outputs.files().stream().anyMatch(file -> FileKind.of(file).isStream())) {
            return open(treatment, recording, channels, origins);
        }
        synchronized (this) {
            if (abandoned) {
                throw new AudioException(outputs.name(), "was abandoned before it was opened");
            }
            return open(treatment, recording, channels, origins);
        }
    }

    private Delivery open(
            Treatment treatment,
            Recording recording,
            Channels channels,
            Map<Outputs.Role, Origin> origins)
            throws IOException {
        try {
            return new Delivery(
                    treatment,
                    input.relative().getFileName().toString(),
                    recording,
                    input.source(),
                    channels,
                    outputs,
                    replaceable,
                    origins,
                    standard,
                    this::register);
        } catch (IOException e) {
            // The first output was open when the second could not be opened.
            abandon();
            throw e;
        }
    }

    /** Remembers an output for {@link #abandon}; abandons it at once if that was called already. */
    private synchronized void register(SoundOutput output) throws IOException {
        openOutputs.add(output);
        if (abandoned) {
            output.abandon();
        }
    }

    private List<String> warnings(Recording recording, Channels channels, Delivery delivery) {
        List<String> warnings = new ArrayList<>(delivery.warnings());
        recording.warning().ifPresent(warnings::add);
        if (channels.notSound() > 0) {
            warnings.add(
                    String.format(
                            Locale.ROOT,
                            "%s: %d samples are infinite, NaN or above %.0f, where full scale is 1,"
                                    + " the first at %.3f s; replaced by silence",
                            input.name(),
                            channels.notSound(),
                            Enhancer.LOUDEST,
                            (double) channels.firstNotSound() / sampleRate));
        }
        return warnings;
    }

    /**
     * Deletes unfinished outputs, after which {@link #run} fails. Callable from any thread.
     *
     * @return whether there were unfinished outputs
     */
    public synchronized boolean abandon() throws IOException {
        abandoned = true;
        boolean any = false;
        for (SoundOutput output : openOutputs) {
            any |= output.abandon();
        }
        return any;
    }
}
