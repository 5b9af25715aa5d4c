package quietline.streaming.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Encodes sound with ffmpeg: the WAV stream that is written to {@link #input()} becomes the first
 * sound track of a file. Metadata, and the other tracks if the format has room for them, are copied
 * unchanged from the recording that the sound was made from.
 */
public final class FfmpegEncoder implements Closeable {

    /** How ffmpeg exits if its file exceeds a limit of the system. */
    private static final int TOO_LARGE = 128 + 25;

    private static final long ENDING_MILLIS = 2000;

    private final Path name;
    private final SoundFormat format;
    private final WavFormat samples;
    private final PartFile part;
    private final byte[] comment;
    private final Process process;
    private final FfmpegMessages messages;
    private final GrowthGuard guard;

    /**
     * Starts ffmpeg.
     *
     * @param name the final name of the file
     * @param part the file to write
     * @param samples the format of the WAV stream
     * @param source the recording to copy from; empty if it is no file
     * @param whole whether the sound begins and ends with that recording, so that chapters stay
     *     right
     * @param comment a short text to keep in the file
     */
    public FfmpegEncoder(
            Path name,
            PartFile part,
            WavFormat samples,
            Optional<Path> source,
            boolean whole,
            String comment)
            throws IOException {
        this(found(name), name, part, samples, source, whole, comment);
    }

    FfmpegEncoder(
            Ffmpeg ffmpeg,
            Path name,
            PartFile part,
            WavFormat samples,
            Optional<Path> source,
            boolean whole,
            String comment)
            throws IOException {
        this.name = name;
        this.part = part;
        this.samples = samples;
        this.format = SoundFormat.of(name).orElseThrow();
        this.comment = comment.getBytes(StandardCharsets.ISO_8859_1);
        if (!Ffmpeg.canName(part.path())) {
            throw new AudioException(name, "its folder's name is not text; use .wav there");
        }
        EncoderCommand command =
                new EncoderCommand(format, samples, source.filter(Ffmpeg::canName), whole, comment);
        process = ffmpeg.start(command.arguments(ffmpeg, part.path()), name);
        messages = new FfmpegMessages(process);
        guard = new GrowthGuard(process, part.path(), ffmpeg.patience());
    }

    /** Refuses a file that needs ffmpeg if there is none. */
    public static void check(Path name) throws AudioException {
        if (SoundFormat.of(name).filter(format -> format != SoundFormat.WAV).isPresent()) {
            found(name);
        }
    }

    private static Ffmpeg found(Path name) throws AudioException {
        return Ffmpeg.installed()
                .orElseThrow(
                        () ->
                                new AudioException(
                                        name,
                                        "ffmpeg is not on PATH, install it to write this format, or"
                                                + " use .wav"));
    }

    /** The stream to write WAV to. */
    public OutputStream input() {
        return guard;
    }

    /** Waits until the file is complete. */
    public void finish() throws IOException {
        int code = exitCode();
        boolean nothing = part.channel().size() == 0;
        if (code != 0 || nothing || guard.stalled() || messages.unwritten().isPresent()) {
            throw failure(code);
        }
        part.append(format.comment(comment));
    }

    /** Returns the reason why ffmpeg takes no more sound. */
    public AudioException failure() throws IOException {
        return failure(exitCode());
    }

    private int exitCode() throws IOException {
        try {
            guard.awaitEnd();
            int code = ChildProcesses.exitCode(process, ENDING_MILLIS);
            messages.await(ENDING_MILLIS);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AudioException(name, "interrupted while waiting for ffmpeg");
        }
    }

    private AudioException failure(int code) {
        if (guard.stalled()) {
            return new AudioException(name, "ffmpeg stalled and was stopped");
        }
        if (messages.unwritten().isPresent()) {
            return new AudioException(name, messages.unwritten().get());
        }
        if (messages.first().startsWith("Unknown encoder")) {
            return new AudioException(
                    name,
                    "this ffmpeg has no encoder %s; install a complete one, or use .flac or .wav"
                            .formatted(format.encoder()));
        }
        if (!messages.first().isEmpty()) {
            return new AudioException(name, "ffmpeg cannot write it: " + messages.first());
        }
        return new AudioException(
                name,
                switch (code) {
                    case 0 -> "ffmpeg wrote nothing";
                    case TOO_LARGE -> "File too large";
                    default -> "ffmpeg failed with exit code " + code;
                });
    }

    /** After {@link #finish()}: lines about channels that were mixed, and what ffmpeg said. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (format.mixes(samples.channels())) {
            warnings.add(
                    "%s: the %d channels of the input were mixed into two, the most that MP3 has"
                            .formatted(name, samples.channels()));
        }
        if (!messages.first().isEmpty()) {
            warnings.add("%s: ffmpeg said: %s".formatted(name, messages.first()));
        }
        return warnings;
    }

    /** Stops ffmpeg. Callable from any thread. */
    @Override
    public void close() {
        ChildProcesses.end(process);
        try {
            // Only then can its file be deleted for good.
            process.waitFor(ENDING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
