package quietline.streaming.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a running ffmpeg sends as WAV. Its last complaint becomes our error if it fails, and our
 * warning if it goes on. Closing ends it.
 */
final class FfmpegRecording implements Recording {

    private static final int LONGEST_LINE = 300;
    private static final long ENDING_MILLIS = 10_000;

    private final Process process;
    private final StallGuard output;
    private final InputStream input;
    private final String name;
    private final Container container;
    private final byte[] start;
    private final Thread listener;
    private volatile String complaint = "";
    private volatile IOException inputFailure;
    private WavReader wav;
    private boolean heard;
    private boolean ended;

    private FfmpegRecording(
            Process process, Duration patience, InputStream input, String name, byte[] start) {
        this.process = process;
        this.output = new StallGuard(process, patience);
        this.input = input;
        this.name = name;
        this.start = start;
        this.container = Container.of(start);
        listener = start("ffmpeg-errors", this::listen);
        if (input != null) {
            start("ffmpeg-input", this::feed);
        }
    }

    /**
     * @param input what it reads, taken over if there is no exception; null if it has a file
     * @param start its first bytes
     */
    static Recording open(
            Process process, Duration patience, InputStream input, String name, byte[] start)
            throws IOException {
        FfmpegRecording recording = new FfmpegRecording(process, patience, input, name, start);
        try {
            recording.wav = new WavReader(recording.output, name);
            return recording;
        } catch (IOException e) {
            throw recording.failure(e);
        } finally {
            if (recording.wav == null) {
                StallGuard.end(process);
            }
        }
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void listen() {
        try (BufferedReader errors =
                new BufferedReader(
                        new InputStreamReader(
                                process.getErrorStream(), Charset.defaultCharset()))) {
            StringBuilder line = new StringBuilder();
            for (int c; (c = errors.read()) >= 0; ) {
                if (c == '\n' || c == '\r') {
                    keep(line);
                } else if (line.length() < LONGEST_LINE) {
                    line.append(Character.isISOControl(c) ? '?' : (char) c);
                }
            }
            keep(line);
        } catch (IOException | UncheckedIOException e) {
            // It was ended, and has nothing more to say.
        }
    }

    private void keep(StringBuilder line) {
        String words = line.toString().strip();
        if (!words.isEmpty()
                && !words.startsWith("Last message")
                && !words.startsWith("To ignore")) {
            complaint = words;
        }
        line.setLength(0);
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
            // It does not want more; whether that is well its exit code tells.
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
            boolean nothing = !heard && !complaint.isEmpty();
            if (code != 0 || nothing || output.stalled() || inputFailure != null) {
                throw failure(null);
            }
            ended = true;
        }
        heard |= samples > 0;
        return samples;
    }

    private int exitCode() throws IOException {
        try {
            // Its output has ended, so it is about to.
            if (!process.waitFor(ENDING_MILLIS, TimeUnit.MILLISECONDS)) {
                StallGuard.end(process);
            }
            int code = process.waitFor();
            listener.join(ENDING_MILLIS);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            StallGuard.end(process);
            throw new AudioException(name, "interrupted while waiting for ffmpeg");
        }
    }

    /** What ffmpeg said, which tells more than what we made of its output. */
    private AudioException failure(IOException ours) throws IOException {
        if (output.stalled()) {
            return new AudioException(name, "ffmpeg fell silent, and was ended");
        }
        if (ours != null && !output.atEnd()) {
            StallGuard.end(process);
        }
        int code = exitCode();
        if (inputFailure != null) {
            return AudioException.of(name, inputFailure);
        }
        if (!complaint.isEmpty()) {
            boolean blind = input != null && container == Container.MP4;
            String remedy = blind ? "; MP4 is read back and forth: give the file itself" : "";
            String what = container == Container.UNKNOWN ? "is of an unknown format; " : "";
            return new AudioException(name, what + "ffmpeg cannot read it: " + said() + remedy);
        }
        return ours == null
                ? new AudioException(name, "ffmpeg ended with code " + code)
                : new AudioException(name, "ffmpeg gave no sound");
    }

    /** Without our own name for the input in front, and our own options. */
    private String said() {
        return complaint.contains("matches no streams")
                ? "there is no sound in it"
                : complaint.replaceFirst("^(file|pipe):.*: (?=[A-Z])", "");
    }

    @Override
    public WavFormat format() {
        return wav.format().with(container.encoding(start), wav.sampleRate());
    }

    @Override
    public long promisedInstants() {
        return -1;
    }

    @Override
    public long expectedInstants() {
        return container.instants(start);
    }

    @Override
    public Optional<String> warning() {
        return ended && !complaint.isEmpty()
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
    public long nonFinite() {
        return wav.nonFinite();
    }

    @Override
    public void close() throws IOException {
        StallGuard.end(process);
        wav.close();
        if (input != null) {
            input.close();
        }
    }
}
