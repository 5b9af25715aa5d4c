package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import quietline.streaming.io.SoundFormat;

/**
 * How outputs are named after their inputs, and thereby in which format they are written.
 *
 * @param suffix goes between name and extension; empty for {@code .enhanced} beside an input and
 *     nothing in a folder
 * @param extension the extension of all outputs, or {@link #SAME}; empty for that of WAV
 */
public record OutputNames(Optional<String> suffix, Optional<String> extension) {

    /** Each output has its input's extension, or that of WAV or Matroska if it cannot. */
    public static final String SAME = "same";

    /** The names of sound that was removed, which has no pictures. */
    public OutputNames ofRemoved() {
        Optional<String> sound =
                extension.map(name -> name.equals(SAME) || isVideo("." + name) ? "wav" : name);
        return new OutputNames(Optional.empty(), sound);
    }

    private static boolean isVideo(String name) {
        return SoundFormat.of(Path.of(name)).filter(SoundFormat::isVideo).isPresent();
    }

    /** The name beside an input, or with {@code distinction} if that is taken. */
    String beside(Path input, String distinction) {
        String extension = extension(input).toLowerCase(Locale.ROOT);
        return named(input, distinction, suffix.orElse(InputFiles.ENHANCED), extension);
    }

    /** The name in a folder, or with {@code distinction} if that is taken. */
    String inFolder(Path input, String distinction) {
        return named(input, distinction, suffix.orElse(""), extension(input));
    }

    /** Whether the output has its input's extension. */
    boolean keepExtension(Path input) {
        return extension(input).equals(RecordingNames.ending(input));
    }

    private static String named(Path input, String distinction, String between, String extension) {
        return RecordingNames.stem(input) + distinction + between + extension;
    }

    private String extension(Path input) {
        String wish = "." + extension.orElse("wav");
        Optional<SoundFormat> own = SoundFormat.of(input);
        if (!wish.equals("." + SAME)) {
            return own.isPresent() && own.equals(SoundFormat.of(Path.of(wish)))
                    ? RecordingNames.ending(input)
                    : wish;
        }
        String otherwise = RecordingNames.promisesVideo(input) ? ".mkv" : ".wav";
        return own.isPresent() ? RecordingNames.ending(input) : otherwise;
    }
}
