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
 * A trained network's numbers by name, under PyTorch's names, sorted by name. Immutable: all
 * streams share one. A file's content, not its extension, tells which format it has: safetensors, a
 * PyTorch checkpoint, or the published ONNX export.
 */
public final class Weights {
    /** GTCRN needs 0.2 MiB; the bound keeps a broken file from taking the machine's memory. */
    static final int GREATEST_FILE = 8 << 20;

    static final int GREATEST_NUMBERS = GREATEST_FILE / Float.BYTES;

    private static final int LONGEST_MESSAGE = 1000;

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

    public static Weights of(Map<String, Tensor> tensors) {
        return of("weights in memory", tensors, Map.of());
    }

    public static Weights of(
            String source, Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new Weights(source, "safetensors", tensors, metadata, null);
    }

    public static Weights load(Path path) {
        String source = path.toString();
        try {
            if (Files.isDirectory(path) || Files.exists(path) && !Files.isRegularFile(path)) {
                throw new WeightsException(source + ": a file expected, found a folder or device");
            }
            long size = Files.size(path);
            checkSize(source, size);
            try (InputStream in = Files.newInputStream(path)) {
                return load(in.readNBytes((int) size), source);
            }
        } catch (NoSuchFileException missing) {
            throw new WeightsException(source + ": no such file", missing);
        } catch (IOException unreadable) {
            throw WeightsException.of(source, "cannot be read", unreadable);
        }
    }

    /** The name stands in messages in a file name's place. */
    public static Weights load(InputStream in, String sourceName) {
        try {
            byte[] file = in.readNBytes(GREATEST_FILE);
            if (in.read() >= 0) {
                throw tooLarge(sourceName, "more");
            }
            return load(file, sourceName);
        } catch (IOException unreadable) {
            throw WeightsException.of(sourceName, "cannot be read", unreadable);
        }
    }

    public static Weights load(byte[] file, String sourceName) {
        checkSize(sourceName, file.length);
        try {
            Weights read = read(file, sourceName);
            return new Weights(sourceName, read.format, read.tensors, read.metadata, hash(file));
        } catch (WeightsException broken) {
            // A broken file's names can be as long as the file.
            String message = sourceName + ": " + broken.getMessage();
            int end = Math.min(message.length(), LONGEST_MESSAGE);
            throw new WeightsException(message.substring(0, end), broken);
        }
    }

    private static Weights read(byte[] file, String source) {
        if (ZipArchive.looksLike(file)) {
            return new Weights(
                    source, "PyTorch checkpoint", TorchCheckpoint.read(file), Map.of(), null);
        }
        if (Safetensors.looksLike(file)) {
            return Safetensors.read(file, source);
        }
        if (OnnxModel.looksLike(file)) {
            return new Weights(source, "ONNX export", OnnxExport.read(file), Map.of(), null);
        }
        throw new WeightsException(
                "safetensors, a PyTorch checkpoint (torch.save) or gtcrn_simple.onnx expected,"
                        + " found none of them in %d bytes".formatted(file.length));
    }

    /** Where these weights come from: a file's name, or the name given to {@code load}. */
    public String source() {
        return source;
    }

    /** In words: of the file as it was loaded, or of what {@link #write} writes. */
    public String format() {
        return format;
    }

    /** Sorted. */
    public Set<String> names() {
        return tensors.keySet();
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    public Tensor tensor(String name) {
        return find(name)
                .orElseThrow(
                        () -> new WeightsException("%s: no tensor %s".formatted(source, name)));
    }

    /** What the file says about itself; only safetensors files say anything. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Of the file as it was loaded; of what {@link #write} would write if there was no file. */
    public String sha256() {
        return sha256 != null ? sha256 : hash(SafetensorsWriter.bytes(this));
    }

    /** Hands the numbers out by name and shape and notes whatever does not fit. */
    public WeightsReader reader() {
        return new WeightsReader(this);
    }

    /** As safetensors. The file appears whole or not at all; one that is there is replaced. */
    public void write(Path path) {
        SafetensorsWriter.write(this, path);
    }

    static void checkCount(long numbers) {
        if (numbers > GREATEST_NUMBERS) {
            throw new WeightsException(
                    "at most %d numbers expected, found %d".formatted(GREATEST_NUMBERS, numbers));
        }
    }

    private static void checkSize(String source, long bytes) {
        if (bytes > GREATEST_FILE) {
            throw tooLarge(source, Long.toString(bytes));
        }
    }

    private static WeightsException tooLarge(String source, String found) {
        return new WeightsException(
                "%s: a weights file of at most %d bytes expected, found %s"
                        .formatted(source, GREATEST_FILE, found));
    }

    static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
