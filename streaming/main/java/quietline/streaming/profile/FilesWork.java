package quietline.streaming.profile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import quietline.Enhancer;
import quietline.streaming.batch.Batch;
import quietline.streaming.batch.EnhanceJob;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.Outcome;
import quietline.streaming.batch.Result;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavWriter;

/** The same recordings to be cleaned over and over, into a folder that is gone in the end. */
public final class FilesWork implements AutoCloseable {

    /** So many that the threads end together, or nearly. */
    private static final int RECORDINGS_PER_THREAD = 8;

    private static final int NOISE_SECONDS = 120;

    private final Treatment treatment;
    private final TemporaryFolder folder;
    private final Path recording;
    private final int count;
    private volatile Batch running;
    private volatile boolean interrupted;
    private double seconds;
    private Outcome heard;

    /**
     * @param recording what is cleaned; noise where it is empty
     * @param threads the most that are to share the work
     */
    public FilesWork(ProfileSettings settings, Optional<Path> recording, int threads)
            throws IOException {
        treatment =
                new Treatment(
                        settings.weights(),
                        1,
                        Double.POSITIVE_INFINITY,
                        false,
                        false,
                        Optional.empty(),
                        OptionalInt.empty());
        count = RECORDINGS_PER_THREAD * threads;
        folder = new TemporaryFolder(this::interrupt);
        this.recording = recording.orElse(folder.path().resolve("noise.wav"));
        if (recording.isEmpty()) {
            try {
                write(settings.sound(), this.recording);
            } catch (IOException e) {
                folder.close();
                throw e;
            }
        }
    }

    private static void write(HopSound sound, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WavFormat format = new WavFormat(SampleEncoding.PCM16, 1, Enhancer.SAMPLE_RATE);
        try (WavWriter writer = new WavWriter(channel, file.toString(), format)) {
            int left = NOISE_SECONDS * Enhancer.SAMPLE_RATE;
            while (left > 0) {
                int some = Math.min(left, sound.samples().length);
                writer.write(sound.samples(), 0, some);
                left -= some;
            }
        }
    }

    /** Cleans them all; returns how long it took. */
    long nanos(int threads) throws IOException {
        List<EnhanceJob> jobs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Path name = Path.of("%d.wav".formatted(i));
            EnhanceJob.Outputs outputs =
                    new EnhanceJob.Outputs(folder.path().resolve(name), null, null);
            jobs.add(new EnhanceJob(Input.file(recording, name, Optional.empty()), outputs, null));
        }
        List<Result> results = new ArrayList<>();
        Batch batch = new Batch(jobs, treatment, List.of(), Batch.Existing.REPLACE, threads);
        running = batch;
        long start = System.nanoTime();
        if (!interrupted) {
            batch.runCompiled(jobs, results::add);
        }
        long nanos = System.nanoTime() - start;
        if (interrupted) {
            throw new IOException("interrupted");
        }
        seconds = 0;
        for (Result result : results) {
            if (result.isFailed()) {
                throw new IOException(result.reason(), result.failure());
            }
            seconds += result.outcome().audioSeconds();
            heard = result.outcome();
        }
        return nanos;
    }

    /** Of sound, in all recordings together, as the last turn found. */
    double seconds() {
        return seconds;
    }

    /** What the last turn cleaned, as a line. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%d a turn, each %.1f s; %s, %d Hz, %s%s",
                count,
                heard.audioSeconds(),
                heard.container(),
                heard.input().sampleRate(),
                heard.input().encoding().words(),
                heard.input().channels() == 1
                        ? ""
                        : ", %d channels".formatted(heard.input().channels()));
    }

    private void interrupt() {
        interrupted = true;
        try {
            if (running != null) {
                running.abandon();
            }
        } catch (IOException leftToTheSystem) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
