package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the WAV stream that a running ffmpeg writes. ffmpeg's last error line becomes the
 * exception's message if it fails, or a warning if it succeeds. Closing stops ffmpeg.
 */
final class FfmpegRecording implements Recording {

    private static final long ENDING_MILLIS = 10_000;

    /** Far more than any lossy format needs; only lossless digital silence comes near. */
    private static final long MOST_GROWTH = 8192;

    private final Process process;
    private final StallGuard output;
    private final Path file;
    private final InputStream input;
    private final double seconds;
    private final String name;
    private final Container container;
    private final byte[] start;
    private final FfmpegMessages messages;
    private volatile IOException inputFailure;
    private WavReader wav;
    private long decodedBytes;
    private long mostBytes;
    private boolean ended;

    /** Either the file or the input is null. */
    private FfmpegRecording(
            Process process,
            Duration patience,
            String name,
            Path file,
            InputStream input,
            double seconds,
            byte[] start) {
        this.process = process;
        this.output = new StallGuard(process, patience);
        this.name = name;
        this.file = file;
        this.input = input;
        this.seconds = seconds;
        this.start = start;
        this.container = Container.of(start);
        messages = new FfmpegMessages(process);
        if (input != null) {
            Thread feeder = new Thread(this::feed, "ffmpeg-input");
            feeder.setDaemon(true);
            feeder.start();
        }
    }

    /**
     * Reads what ffmpeg makes of a file that it opens itself.
     *
     * @param seconds about how long it is; NaN if unknown
     * @param start the file's first bytes
     */
    static Recording open(
            Process process, Duration patience, Path file, double seconds, byte[] start)
            throws IOException {
        return new FfmpegRecording(process, patience, file.toString(), file, null, seconds, start)
                .opened();
    }

    /**
     * Reads what ffmpeg makes of a stream, however slowly the stream delivers.
     *
     * @param input fed to ffmpeg, and owned unless an exception is thrown
     * @param start the stream's first bytes
     */
    static Recording open(Process process, InputStream input, String name, byte[] start)
            throws IOException {
        return new FfmpegRecording(process, Duration.ZERO, name, null, input, Double.NaN, start)
                .opened();
    }

    private Recording opened() throws IOException {
        try {
            wav = new WavReader(output, name);
            return this;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (wav == null) {
                ChildProcesses.end(process);
            }
        }
    }

    private void feed() {
        try (OutputStream to = process.getOutputStream()) {
            byte[] block = new byte[16_384];
            while (true) {
                int count;
                try {
                    count = input.read(block);
                } catch (IOException e) {
                    inputFailure = e;
                    return;
                }
                if (count < 0) {
                    return;
                }
                to.write(block, 0, count);
            }
        } catch (IOException e) {
            // ffmpeg closed its input; its exit code tells whether that is an error.
        }
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        int samples;
        try {
            samples = wav.read(into, offset, count);
        } catch (IOException e) {
            throw failure(e);
        }
        if (samples < 0 && !ended) {
            int code = exitCode();
            boolean nothing = decodedBytes == 0 && !messages.last().isEmpty();
            if (code != 0 || nothing || output.stalled() || inputFailure != null) {
                throw failure(null);
            }
            ended = true;
        }
        decodedBytes += (long) Float.BYTES * Math.max(0, samples);
        checkGrowth();
        return samples;
    }

    private void checkGrowth() throws IOException {
        if (file == null || decodedBytes <= mostBytes) {
            return;
        }
        // The file may be growing.
        mostBytes = MOST_GROWTH * Files.size(file);
        if (decodedBytes > mostBytes) {
            ChildProcesses.end(process);
            throw new AudioException(
                    name,
                    "ffmpeg decodes it to more than %,d times its size, which no recording needs"
                            .formatted(MOST_GROWTH));
        }
    }

    private int exitCode() throws IOException {
        try {
            // Its output has ended, so it should exit soon.
            int code = ChildProcesses.exitCode(process, ENDING_MILLIS);
            messages.await(ENDING_MILLIS);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ChildProcesses.end(process);
            throw new AudioException(name, "interrupted while waiting for ffmpeg");
        }
    }

    /** Prefers ffmpeg's own error to ours, which only says that its output was not WAV. */
    private AudioException failure(IOException ours) throws IOException {
        if (output.stalled()) {
            return new AudioException(name, "ffmpeg stalled and was stopped");
        }
        if (ours != null && !output.atEnd()) {
            ChildProcesses.end(process);
        }
        int code = exitCode();
        if (inputFailure != null) {
            return AudioException.of(name, inputFailure);
        }
        if (!messages.last().isEmpty()) {
            boolean blind = input != null && container == Container.MP4;
            String remedy = blind ? "; MP4 needs seeking: name the file instead of piping it" : "";
            String what = container == Container.UNKNOWN ? "unknown format; " : "";
            return new AudioException(name, what + "ffmpeg cannot read it: " + said() + remedy);
        }
        return ours == null
                ? new AudioException(name, "ffmpeg failed with exit code " + code)
                : new AudioException(name, "ffmpeg returned no audio");
    }

    /** ffmpeg's error without the input name in front and without advice about our options. */
    private String said() {
        if (messages.forbidden().isPresent()) {
            return "'" + messages.forbidden().get() + "' is not a container of audio or video";
        }
        String complaint = messages.last();
        return complaint.contains("matches no streams")
                ? "it contains no audio"
                : complaint.replaceFirst("^(file|pipe):.*: (?=\\p{L})", "");
    }

    @Override
    public WavFormat format() {
        return wav.format().with(container.encoding(start), wav.sampleRate());
    }

    @Override
    public long expectedInstants() {
        long stated = container.instants(start);
        if (stated >= 0 || Double.isNaN(seconds)) {
            return stated;
        }
        return Math.round(seconds * wav.sampleRate());
    }

    @Override
    public Optional<String> warning() {
        return ended && !messages.last().isEmpty()
                ? Optional.of("%s: ffmpeg said: %s".formatted(name, said()))
                : Optional.empty();
    }

    @Override
    public List<WavChunk> metadata() {
        return wav.metadata();
    }

    @Override
    public String container() {
        return container.words() + " through ffmpeg";
    }

    @Override
    public void close() throws IOException {
        ChildProcesses.end(process);
        wav.close();
        if (input != null) {
            input.close();
        }
    }
}
