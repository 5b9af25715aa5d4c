package quietline.streaming.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import quietline.streaming.io.Recording;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavChunk;
import quietline.streaming.io.WavFormat;

/**
 * Measures, draws and writes the enhanced samples, and optionally the removed part. Owns the output
 * files.
 */
final class Delivery implements Closeable {

    /** Receives each output as soon as it is open, so that Ctrl-C can delete it. */
    interface Registry {
        void add(SoundOutput output) throws IOException;
    }

    /** Chunks that contain sample positions. */
    private static final Set<String> POSITIONS = Set.of("cue ", "plst", "smpl", "inst", "bext");

    private final Channels channels;
    private final WavFormat format;
    private final NoiseLevels[] levels;
    private final int inputRate;
    private final boolean samePositions;
    private final float[][] clean;
    private final float[][] removed;
    private final SoundOutput enhanced;
    private final SoundOutput difference;
    private final Picture picture;
    private final Set<Path> replaceable;
    private final Outputs outputs;
    private final Map<Outputs.Role, Origin> origins;

    Delivery(
            Treatment treatment,
            String name,
            Recording recording,
            Optional<Path> source,
            Channels channels,
            Outputs outputs,
            Set<Path> replaceable,
            Map<Outputs.Role, Origin> origins,
            OutputStream standard,
            Registry registry)
            throws IOException {
        this.channels = channels;
        this.outputs = outputs;
        this.replaceable = replaceable;
        this.origins = origins;
        WavFormat heard = recording.format();
        WavFormat plain = treatment.outputFormat(heard);
        format = outputs.format().map(kind -> kind.adapted(plain)).orElse(plain);
        int count = channels.count();
        levels = new NoiseLevels[count];
        inputRate = heard.sampleRate();
        for (int c = 0; c < count; c++) {
            levels[c] = new NoiseLevels(inputRate);
        }
        clean = new float[count][];
        removed = new float[count][0];
        picture =
                outputs.plot() == null
                        ? null
                        : new Picture(
                                outputs.plot(),
                                name,
                                outputs.enhanced().getFileName().toString(),
                                inputRate,
                                count);
        samePositions = format.sampleRate() == inputRate && treatment.excerpt().isWhole();
        SoundSpec wav =
                new SoundSpec(
                        heard,
                        plain,
                        recording.promisedInstants(),
                        kept(recording.metadata()),
                        treatment.raw(),
                        source,
                        treatment.excerpt().isWhole());
        enhanced =
                outputs.enhanced() == null
                        ? SoundOutput.standard(standard, wav)
                        : file(outputs.enhanced(), wav, Outputs.Role.ENHANCED);
        registry.add(enhanced);
        difference =
                outputs.removed() == null
                        ? null
                        : file(outputs.removed(), wav, Outputs.Role.REMOVED);
        if (difference != null) {
            registry.add(difference);
        }
    }

    private SoundOutput file(Path file, SoundSpec wav, Outputs.Role role) throws IOException {
        return SoundOutput.file(file, replaceable.contains(file), wav, origins.get(role));
    }

    /** Drops the input's origin, and sample positions unless they stay right. */
    private List<WavChunk> kept(List<WavChunk> metadata) {
        return metadata.stream()
                .filter(chunk -> !chunk.id().equals(Origin.CHUNK_ID))
                .filter(chunk -> samePositions || !POSITIONS.contains(chunk.id()))
                .toList();
    }

    private List<WavChunk> withOrigin(List<WavChunk> metadata, Outputs.Role role) {
        List<WavChunk> all = new ArrayList<>(metadata);
        if (origins.containsKey(role)) {
            all.add(origins.get(role).chunk());
        }
        return all;
    }

    /** Takes enhanced instants from the channels. */
    void take(int ready) throws IOException {
        for (int c = 0; c < channels.count(); c++) {
            levels[c].add(channels.noisy(c), channels.clean(c), ready);
            clean[c] = channels.clean(c);
            if (difference != null) {
                subtract(c, ready);
            }
        }
        if (picture != null) {
            picture.add(channels, ready);
        }
        enhanced.write(clean, ready);
        if (difference != null) {
            difference.write(removed, ready);
        }
    }

    /** Subtracts the enhanced samples as rounded in the file, so that both files add up exactly. */
    private void subtract(int channel, int count) {
        if (removed[channel].length < count) {
            removed[channel] = new float[count];
        }
        SampleEncoding encoding = format.encoding();
        float[] before = channels.noisy(channel);
        float[] after = channels.clean(channel);
        for (int i = 0; i < count; i++) {
            removed[channel][i] = before[i] - encoding.rounded(after[i]);
        }
    }

    void commit(List<WavChunk> all) throws IOException {
        List<WavChunk> metadata = kept(all);
        enhanced.commit(withOrigin(metadata, Outputs.Role.ENHANCED));
        if (difference != null) {
            difference.commit(withOrigin(metadata, Outputs.Role.REMOVED));
        }
        if (picture != null && channels.taken() > 0) {
            picture.write(replaceable.contains(outputs.plot()), origins.get(Outputs.Role.PLOT));
        }
    }

    WavFormat format() {
        return format;
    }

    /** After {@link #commit}: lines about what is odd in the outputs. */
    List<String> warnings() {
        return Stream.of(enhanced, difference)
                .filter(Objects::nonNull)
                .flatMap(output -> output.warnings().stream())
                .toList();
    }

    long saturated() {
        return enhanced.saturated();
    }

    NoiseLevels levels() {
        NoiseLevels all = levels[0];
        for (int c = 1; c < levels.length; c++) {
            all.merge(levels[c]);
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        try {
            enhanced.close();
        } finally {
            if (difference != null) {
                difference.close();
            }
        }
    }
}
