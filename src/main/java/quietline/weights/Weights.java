package quietline.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tensors of a trained network, by PyTorch's names. Immutable, so that all streams can share
 * one instance. {@code load} recognises safetensors, PyTorch checkpoints and the published ONNX
 * exports by their content, whatever the file's extension.
 */
public final class Weights {
    private static final int MOST_MESSAGE_CHARS = 1000;

    /** Read on first use. */
    private static final class Best {
        static final Weights WEIGHTS = builtIn("quietline-best");
    }

    /** Read on first use. */
    private static final class Fast {
        static final Weights WEIGHTS = builtIn("quietline-fast");
    }

    private final String source;
    private final String format;
    private final SortedMap<String, Tensor> tensors;
    private final SortedMap<String, String> metadata;
    private final String sha256;

    private Weights(
            String source,
            String format,
            Map<String, Tensor> tensors,
            Map<String, String> metadata,
            String sha256) {
        this.source = source;
        this.format = format;
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        this.sha256 = sha256;
    }

    /** Returns the built-in weights that keep speech clearest: those of UL-UNAS. */
    public static Weights best() {
        return Best.WEIGHTS;
    }

    /** Returns the built-in weights that take the least time: those of GTCRN. */
    public static Weights fast() {
        return Fast.WEIGHTS;
    }

    /** Returns the built-in weights of the speech detector, which works with any network. */
    public static Weights speech() {
        return builtIn("quietline-speech");
    }

    /** Returns weights of tensors in memory. */
    public static Weights of(Map<String, Tensor> tensors) {
        return of("weights in memory", tensors, Map.of());
    }

    /** Returns weights of tensors in memory; messages name them by {@code source}. */
    public static Weights of(
            String source, Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new Weights(source, "safetensors", tensors, metadata, null);
    }

    /**
     * Loads a weights file.
     *
     * @throws WeightsException if the file cannot be read or has no known format
     */
    public static Weights load(Path path) {
        String source = path.toString();
        try {
            if (Files.isDirectory(path) || Files.exists(path) && !Files.isRegularFile(path)) {
                throw new WeightsException(source + ": expected a file, found a folder or device");
            }
            long size = Files.size(path);
            FileLimits.checkSize(source, size);
            try (InputStream in = Files.newInputStream(path)) {
                return load(in.readNBytes((int) size), source);
            }
        } catch (NoSuchFileException missing) {
            throw new WeightsException(source + ": no such file", missing);
        } catch (IOException unreadable) {
            throw WeightsException.of(source, "cannot be read", unreadable);
        }
    }

    /** Loads weights from a stream; messages name the source by {@code sourceName}. */
    public static Weights load(InputStream in, String sourceName) {
        try {
            byte[] file = in.readNBytes(FileLimits.MOST_FILE_BYTES);
            if (in.read() >= 0) {
                throw FileLimits.tooLarge(sourceName, "more");
            }
            return load(file, sourceName);
        } catch (IOException unreadable) {
            throw WeightsException.of(sourceName, "cannot be read", unreadable);
        }
    }

    /** Loads weights from the bytes of a file; messages name it by {@code sourceName}. */
    public static Weights load(byte[] file, String sourceName) {
        FileLimits.checkSize(sourceName, file.length);
        try {
            Weights read = read(file, sourceName);
            return new Weights(sourceName, read.format, read.tensors, read.metadata, hash(file));
        } catch (WeightsException broken) {
            // A name in a broken file can be as long as the file.
            String message = sourceName + ": " + broken.getMessage();
            int end = Math.min(message.length(), MOST_MESSAGE_CHARS);
            throw new WeightsException(message.substring(0, end), broken);
        }
    }

    private static Weights builtIn(String title) {
        String name = title + ".safetensors";
        Weights weights = load(BuiltIn.read(name), name);
        String expected = BuiltIn.expectedHash(title);
        if (!weights.sha256.equals(expected)) {
            throw new WeightsException(
                    "%s has the SHA-256 %s, expected %s".formatted(name, weights.sha256, expected));
        }
        return weights;
    }

    private static Weights read(byte[] file, String source) {
        if (ZipArchive.looksLike(file)) {
            return new Weights(
                    source, "PyTorch checkpoint", TorchCheckpoint.read(file), Map.of(), null);
        }
        if (Safetensors.looksLike(file)) {
            Safetensors.Contents read = Safetensors.read(file);
            return of(source, read.tensors(), read.metadata());
        }
        if (OnnxModel.looksLike(file)) {
            return new Weights(source, "ONNX export", OnnxExport.read(file), Map.of(), null);
        }
        throw new WeightsException(
                "expected safetensors, a PyTorch checkpoint (torch.save) or the ONNX export of GTCRN"
                        + " or UL-UNAS, found %d bytes of another format".formatted(file.length));
    }

    /** Returns the file's name, or the name given to {@code load}. */
    public String source() {
        return source;
    }

    /** Returns the format of the loaded file, in words, or that of {@link #bytes}. */
    public String format() {
        return format;
    }

    /** Returns the names of all tensors, sorted. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** Returns a tensor, or empty if there is none of this name. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * Returns a tensor.
     *
     * @throws WeightsException if there is none of this name
     */
    public Tensor tensor(String name) {
        return find(name)
                .orElseThrow(
                        () -> new WeightsException("%s: no tensor %s".formatted(source, name)));
    }

    /** Returns the metadata of a safetensors file; other formats have none. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Returns the SHA-256 of the loaded file, or else of {@link #bytes}. */
    public String sha256() {
        return sha256 != null ? sha256 : hash(bytes());
    }

    /** Returns a reader that checks names and shapes. */
    public WeightsReader reader() {
        return new WeightsReader(source, tensors);
    }

    /** Returns a safetensors file. */
    public byte[] bytes() {
        return SafetensorsWriter.bytes(tensors, metadata);
    }

    static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
