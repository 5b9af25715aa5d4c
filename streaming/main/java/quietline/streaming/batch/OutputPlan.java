package quietline.streaming.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import quietline.streaming.io.AudioException;

/**
 * Where each input's output goes: one file, a folder in which the input folders' tree is mirrored,
 * stdout, or beside the input. Nothing is ever written outside the folder, whatever links lie in
 * it.
 */
public final class OutputPlan {

    private enum Kind {
        BESIDE,
        FILE,
        FOLDER,
        STANDARD
    }

    private final Kind kind;
    private final Path place;

    private OutputPlan(Kind kind, Path place) {
        this.kind = kind;
        this.place = place;
    }

    /** Outputs called {@code NAME.enhanced.wav}, each beside its input; stdout for stdin. */
    public static OutputPlan besideInputs() {
        return new OutputPlan(Kind.BESIDE, null);
    }

    /**
     * What was asked for: {@code -}, a folder (that is there, or ends in a slash, or must be one
     * because there are several outputs), or a file.
     */
    public static OutputPlan of(String wish, boolean several) throws IOException {
        if (wish.equals("-")) {
            if (several) {
                throw new AudioException("stdout", "holds one recording, but there are several");
            }
            return new OutputPlan(Kind.STANDARD, null);
        }
        Path place = Path.of(wish);
        boolean folder = wish.endsWith("/") || wish.endsWith(File.separator);
        if (Files.isDirectory(place)) {
            return new OutputPlan(Kind.FOLDER, place);
        }
        if (several || folder) {
            if (Files.exists(place)) {
                throw new AudioException(place, "is a file, expected a folder to write into");
            }
            return new OutputPlan(Kind.FOLDER, place);
        }
        if (InputFiles.promisesAnotherFormat(place)) {
            throw new AudioException(
                    place,
                    "only WAV can be written; 'quietline enhance IN -o - | ffmpeg -i - OUT' makes others");
        }
        return new OutputPlan(Kind.FILE, place);
    }

    /** The file to write, or null for stdout. */
    public Path outputFor(Input input) {
        return switch (kind) {
            case STANDARD -> null;
            case FILE -> place;
            case FOLDER -> place.resolve(asWav(input.relative()));
            case BESIDE -> input.file().map(OutputPlan::enhanced).orElse(null);
        };
    }

    private static Path asWav(Path relative) {
        return InputFiles.promisesWav(relative)
                ? relative
                : relative.resolveSibling(stem(relative) + ".wav");
    }

    private static Path enhanced(Path file) {
        return file.resolveSibling(stem(file) + InputFiles.ENHANCED);
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    /** The picture that goes with an output. */
    public static Path pictureBeside(Path output) {
        return output.resolveSibling(stem(output) + ".png");
    }

    /** Makes the folders an output needs, as far as this plan may. */
    void prepare(Path output) throws IOException {
        if (kind != Kind.FOLDER || !output.startsWith(place)) {
            return;
        }
        Path at = place;
        try {
            Path root = Files.createDirectories(place).toRealPath();
            for (Path name : place.relativize(output)) {
                at = at.resolve(name);
                if (!at.equals(output) && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                    createFolder(at);
                }
                if (Files.exists(at) && !at.toRealPath().startsWith(root)) {
                    throw new AudioException(at, "is a link that leads out of " + place);
                }
            }
        } catch (IOException e) {
            throw AudioException.of(at, e);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException anotherJobWasFaster) {
            if (!Files.isDirectory(folder)) {
                throw new AudioException(folder, "is a file, expected a folder to write into");
            }
        }
    }
}
