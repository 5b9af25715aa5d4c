package quietline.streaming.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line that makes ffmpeg encode a WAV stream on stdin.
 *
 * @param format the format to write
 * @param samples the format of the WAV stream
 * @param source the recording to copy tags and other tracks from; empty if it is no file
 * @param whole whether the sound begins and ends with that recording, so that chapters stay right
 * @param comment a short text to keep in the file
 */
record EncoderCommand(
        SoundFormat format,
        WavFormat samples,
        Optional<Path> source,
        boolean whole,
        String comment) {

    /** The tag that holds the comment. */
    private static final String TAG = "quietline=";

    /** Returns the arguments that write to {@code out}. */
    List<String> arguments(Ffmpeg ffmpeg, Path out) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of("-protocol_whitelist", "pipe", "-f", "wav", "-i", "pipe:0"));
        source.map(Ffmpeg::input).ifPresent(arguments::addAll);
        arguments.addAll(format.isVideo() ? tracks(ffmpeg) : cover());
        arguments.addAll(List.of("-c:a:0", format.encoder()));
        arguments.addAll(format.quality(samples));
        arguments.addAll(format.container());
        arguments.addAll(List.of("-fflags", "+bitexact", "-flags:a:0", "+bitexact"));
        if (format.takesTags()) {
            arguments.addAll(List.of("-metadata", TAG + comment));
        }
        arguments.addAll(List.of("-f", format.muxer(), "file:" + out.toAbsolutePath()));
        return arguments;
    }

    /** Copies everything but the first sound track. */
    private List<String> tracks(Ffmpeg ffmpeg) throws IOException {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("-map", "1:v?", "-map", "0:a", "-map", "1:a", "-map", "-1:a:0"));
        options.addAll(List.of("-map", "1:s?", "-map", "1:t?", "-c", "copy"));
        options.addAll(List.of("-map_metadata", "1", "-map_chapters", "1"));
        options.addAll(List.of("-disposition:a:0", "default"));
        Optional<String> language = ffmpeg.language(source.orElseThrow());
        language.ifPresent(tag -> options.addAll(List.of("-metadata:s:a:0", "language=" + tag)));
        return options;
    }

    private List<String> cover() {
        List<String> options = new ArrayList<>(List.of("-map", "0:a"));
        if (source.isPresent()) {
            if (format.takesCover()) {
                // All pictures but those that move.
                options.addAll(List.of("-map", "1:v?", "-map", "-1:V?", "-c:v", "copy"));
            }
            options.addAll(List.of("-map_metadata", "1", "-map_chapters", whole ? "1" : "-1"));
        }
        return options;
    }
}
