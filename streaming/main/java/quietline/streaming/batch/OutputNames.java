package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How outputs are named after their inputs.
 *
 * @param suffix goes between name and extension; empty for {@code .enhanced} beside an input and
 *     nothing in a folder
 */
public record OutputNames(Optional<String> suffix) {

    /** Names as those of the inputs, in a folder. */
    public static final OutputNames SAME = new OutputNames(Optional.empty());

    /** The name beside an input, or with {@code distinction} if that is taken. */
    String beside(Path input, String distinction) {
        return named(input, distinction, suffix.orElse(InputFiles.ENHANCED), ".wav");
    }

    /** The name in a folder, or with {@code distinction} if that is taken. */
    String inFolder(Path input, String distinction) {
        String extension =
                RecordingNames.promisesWav(input) ? RecordingNames.ending(input) : ".wav";
        return named(input, distinction, suffix.orElse(""), extension);
    }

    private static String named(Path input, String distinction, String suffix, String extension) {
        return RecordingNames.stem(input) + distinction + suffix + extension;
    }
}
