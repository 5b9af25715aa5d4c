package quietline.streaming.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Map<Input, Path> outputs = new IdentityHashMap<>();

    private OutputPlan(Kind kind, Path place, List<Input> inputs) {
        this.kind = kind;
        this.place = place;
        Set<Path> taken = new HashSet<>();
        inputs.stream().filter(OutputPlan::isWav).forEach(input -> assign(input, taken));
        inputs.stream().filter(input -> !isWav(input)).forEach(input -> assign(input, taken));
    }

    /** Where {@code a.wav} and {@code a.mp3} meet, the latter is called {@code a.mp3.wav}. */
    private void assign(Input input, Set<Path> taken) {
        Path output = wish(input, "");
        if (output != null && !taken.add(output) && !isWav(input)) {
            output = wish(input, ending(input.relative()));
            taken.add(output);
        }
        outputs.put(input, output);
    }

    private static boolean isWav(Input input) {
        return InputFiles.promisesWav(input.relative());
    }

    /** Outputs called {@code NAME.enhanced.wav}, each beside its input; stdout for stdin. */
    public static OutputPlan besideInputs(InputFiles inputs) {
        return new OutputPlan(Kind.BESIDE, null, inputs.inputs());
    }

    /**
     * What was asked for: {@code -}, a folder (that is there, or ends in a slash, or must be one
     * because there are several outputs), or a file.
     */
    public static OutputPlan of(String wish, InputFiles inputs) throws IOException {
        boolean several = inputs.several();
        if (wish.equals("-")) {
            return new OutputPlan(Kind.STANDARD, null, inputs.inputs());
        }
        Path place = Path.of(wish);
        boolean folder = wish.endsWith("/") || wish.endsWith(File.separator);
        if (Files.isDirectory(place)) {
            return new OutputPlan(Kind.FOLDER, place, inputs.inputs());
        }
        if (several || folder) {
            if (Files.exists(place)) {
                throw new AudioException(place, "is a file, expected a folder to write into");
            }
            if (!folder && InputFiles.promisesSound(place)) {
                throw new AudioException(
                        place,
                        "is called like a recording, but several are written: name a folder");
            }
            return new OutputPlan(Kind.FOLDER, place, inputs.inputs());
        }
        if (InputFiles.promisesAnotherFormat(place)) {
            throw new AudioException(
                    place,
                    "only WAV can be written; 'quietline enhance IN -o - | ffmpeg -i - OUT' makes others");
        }
        return new OutputPlan(Kind.FILE, place, inputs.inputs());
    }

    /** The file to write, or null for stdout. */
    public Path outputFor(Input input) {
        return outputs.get(input);
    }

    private Path wish(Input input, String ending) {
        Path name = input.relative();
        return switch (kind) {
            case STANDARD -> null;
            case FILE -> place;
            case FOLDER ->
                    place.resolve(
                            isWav(input)
                                    ? name
                                    : name.resolveSibling(stem(name) + ending + ".wav"));
            case BESIDE ->
                    input.file()
                            .map(
                                    file ->
                                            file.resolveSibling(
                                                    stem(file) + ending + InputFiles.ENHANCED))
                            .orElse(null);
        };
    }

    private static String ending(Path file) {
        return file.getFileName().toString().substring(stem(file).length());
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
