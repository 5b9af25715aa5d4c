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
import quietline.streaming.io.FfmpegEncoder;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.SoundFormat;

/**
 * Maps each input to its output: one file, stdout, a file beside the input, or a folder that
 * mirrors the tree of the input folders. Links in that folder never lead to writes outside of it.
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
    private final OutputNames names;
    private final Map<Input, Path> outputs = new IdentityHashMap<>();

    private OutputPlan(Kind kind, Path place, OutputNames names, List<Input> inputs) {
        this.kind = kind;
        this.place = place;
        this.names = names;
        Set<Path> taken = new HashSet<>();
        inputs.stream().filter(this::keepsExtension).forEach(input -> assign(input, taken));
        inputs.stream()
                .filter(input -> !keepsExtension(input))
                .forEach(input -> assign(input, taken));
    }

    /** If {@code a.wav} and {@code a.mp3} collide, the latter becomes {@code a.mp3.wav}. */
    private void assign(Input input, Set<Path> taken) {
        Path output = wish(input, "");
        if (output != null && !taken.add(output) && !keepsExtension(input)) {
            output = wish(input, RecordingNames.ending(input.relative()));
            taken.add(output);
        }
        outputs.put(input, output);
    }

    private boolean keepsExtension(Input input) {
        return names.keepExtension(input.relative());
    }

    /** Outputs beside their inputs; stdout for stdin and for {@code <(…)}. */
    public static OutputPlan besideInputs(InputFiles inputs, OutputNames names) {
        return new OutputPlan(Kind.BESIDE, null, names, inputs.inputs());
    }

    /** Outputs in a folder, or relative to one if {@code place} is empty. */
    public static OutputPlan inFolder(Path place, List<Input> inputs, OutputNames names) {
        return new OutputPlan(Kind.FOLDER, place, names, inputs);
    }

    /**
     * Interprets {@code --output}: {@code -}, a folder (if it exists, ends in a slash or must hold
     * several outputs), or a file.
     */
    public static OutputPlan of(String wish, InputFiles inputs, OutputNames names)
            throws IOException {
        boolean several = inputs.several();
        if (wish.equals("-")) {
            return new OutputPlan(Kind.STANDARD, null, names, inputs.inputs());
        }
        Path place = Path.of(wish);
        boolean folder = wish.endsWith("/") || wish.endsWith(File.separator);
        if (Files.isDirectory(place)) {
            return new OutputPlan(Kind.FOLDER, place, names, inputs.inputs());
        }
        if (several || folder) {
            if (Files.exists(place)) {
                throw new AudioException(place, "is a file, expected a folder to write into");
            }
            if (!folder && RecordingNames.promisesSound(place)) {
                throw new AudioException(place, "is not a folder, which several outputs need");
            }
            return new OutputPlan(Kind.FOLDER, place, names, inputs.inputs());
        }
        boolean known = SoundFormat.of(place).isPresent();
        boolean stream = FileKind.of(place).isStream();
        if (!known && !stream && !RecordingNames.ending(place).isEmpty()) {
            throw new AudioException(
                    place,
                    "cannot be written in this format, expected a name that ends in "
                            + SoundFormat.EXTENSIONS);
        }
        if (!known && names.extension().isPresent()) {
            throw new AudioException(
                    place, "expected a name whose ending says the format, or a folder");
        }
        return new OutputPlan(Kind.FILE, place, names, inputs.inputs());
    }

    /** Refuses formats that need ffmpeg if there is none. */
    public void checkFormats() throws IOException {
        for (Path output : outputs.values()) {
            if (output != null && !FileKind.of(output).isStream()) {
                FfmpegEncoder.check(output);
            }
        }
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
            case FOLDER -> place.resolve(name.resolveSibling(names.inFolder(name, ending)));
            case BESIDE ->
                    input.file()
                            .filter(file -> !FileKind.isInherited(file))
                            .map(file -> file.resolveSibling(names.beside(file, ending)))
                            .orElse(null);
        };
    }

    /** The picture that goes with an output. */
    public static Path pictureBeside(Path output) {
        return output.resolveSibling(RecordingNames.stem(output) + ".png");
    }

    /** Creates missing folders for an output of this plan. */
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
                if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !real(at).startsWith(root)) {
                    throw new AudioException(at, "is a link to outside of " + place);
                }
            }
        } catch (IOException e) {
            throw AudioException.of(at, e);
        }
    }

    /** The file that a name leads to, or for a link to a missing file the folder of that file. */
    private static Path real(Path name) throws IOException {
        Path file = PartFile.resolve(name);
        return Files.exists(file)
                ? file.toRealPath()
                : file.toAbsolutePath().getParent().toRealPath();
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
