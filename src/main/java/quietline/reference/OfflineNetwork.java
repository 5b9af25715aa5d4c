package quietline.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import quietline.dsp.Spectrum;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * A network on a whole recording: converts a spectrum (257, T, 2) to the enhanced spectrum of the
 * same shape. Follows the paper layer by layer and is slow; tests compare the streaming network
 * with it.
 *
 * <pre>
 * features → bands → encoder → 2 × DPGRNN → decoder (+ encoder's outputs) → bins: the mask
 * </pre>
 */
public abstract class OfflineNetwork {

    /** Splits a stage name into its layer and the part of the layer. */
    private static final Pattern OUTER = Pattern.compile("\\.(?=erb_fc|ierb_fc|intra|inter)");

    private final Stages stages;

    /**
     * The layers between features and mask.
     *
     * @param recurrent the DPGRNNs by name, in order
     */
    record Stages(
            Layer toBands,
            List<Layer> encoder,
            Map<String, OfflineDpGrnn> recurrent,
            List<Layer> decoder,
            Layer toBins) {}

    /** Takes all weights; those that {@code read} leaves are an error. */
    OfflineNetwork(Weights weights, Function<NamedLayers, Stages> read) {
        NamedLayers named = new NamedLayers(weights.reader(), "");
        stages = read.apply(named);
        named.weights().ignore(name -> name.endsWith("num_batches_tracked"));
        named.weights().finish();
    }

    /** Reads DPGRNNs by their names. */
    static Map<String, OfflineDpGrnn> dpGrnns(NamedLayers named, String... names) {
        Map<String, OfflineDpGrnn> recurrent = new LinkedHashMap<>();
        for (String name : names) {
            recurrent.put(name, OfflineDpGrnn.of(named.within(name)));
        }
        return recurrent;
    }

    /** Returns the network's input (1, channels, T, 257). */
    abstract Tensor features(ComplexSpectrum noisy);

    abstract Tensor masked(ComplexSpectrum noisy, Tensor mask);

    public final Tensor enhance(Tensor spectrum) {
        return enhance(spectrum, (name, output) -> {});
    }

    /**
     * Enhances a spectrum and passes the output (channels, frames, bands) of each stage to the
     * listener, with its PyTorch name: {@code encoder.en_convs.0}, {@code dpgrnn1}, …
     */
    public final Tensor enhance(Tensor spectrum, BiConsumer<String, Tensor> listener) {
        ComplexSpectrum noisy = new ComplexSpectrum(spectrum);
        Tensor x = reported("erb", stages.toBands.apply(features(noisy)), listener);
        Tensor[] skip = new Tensor[stages.encoder.size()];
        for (int i = 0; i < skip.length; i++) {
            x = reported("encoder.en_convs." + i, stages.encoder.get(i).apply(x), listener);
            skip[i] = x;
        }
        for (Map.Entry<String, OfflineDpGrnn> dpGrnn : stages.recurrent.entrySet()) {
            x = reported(dpGrnn.getKey(), dpGrnn.getValue().apply(x), listener);
        }
        for (int i = 0; i < stages.decoder.size(); i++) {
            Tensor sum = Axes.add(x, skip[skip.length - 1 - i]);
            x = reported("decoder.de_convs." + i, stages.decoder.get(i).apply(sum), listener);
        }
        return masked(noisy, reported("mask", stages.toBins.apply(x), listener));
    }

    private static Tensor reported(
            String name, Tensor output, BiConsumer<String, Tensor> listener) {
        int[] shape = output.shape();
        listener.accept(name, Axes.reshape(output, shape[1], shape[2], shape[3]));
        return output;
    }

    /** Returns the cost of one frame. */
    public final Cost costPerFrame() {
        return costsPerFrame().values().stream().reduce(Cost.NONE, Cost::plus);
    }

    /** Returns the cost of one frame by layer, in the network's order. */
    public final Map<String, Cost> costsPerFrame() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        costsPerStage()
                .forEach((stage, cost) -> costs.merge(OUTER.split(stage)[0], cost, Cost::plus));
        return Collections.unmodifiableMap(costs);
    }

    /** As {@link #costsPerFrame}, with both ERB matrices and both paths of a DPGRNN apart. */
    public final Map<String, Cost> costsPerStage() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        int[] bins = features(new ComplexSpectrum(Tensor.zeros(Spectrum.BINS, 1, 2))).shape();
        costs.put("erb.erb_fc", stages.toBands.cost(bins));
        int[] shape = stages.toBands.outputShape(bins);
        for (int i = 0; i < stages.encoder.size(); i++) {
            costs.put("encoder.en_convs." + i, stages.encoder.get(i).cost(shape));
            shape = stages.encoder.get(i).outputShape(shape);
        }
        for (Map.Entry<String, OfflineDpGrnn> dpGrnn : stages.recurrent.entrySet()) {
            costs.put(dpGrnn.getKey() + ".intra", dpGrnn.getValue().acrossBands(shape));
            costs.put(dpGrnn.getKey() + ".inter", dpGrnn.getValue().acrossFrames(shape));
        }
        for (int i = 0; i < stages.decoder.size(); i++) {
            costs.put("decoder.de_convs." + i, stages.decoder.get(i).cost(shape));
            shape = stages.decoder.get(i).outputShape(shape);
        }
        costs.put("erb.ierb_fc", stages.toBins.cost(shape));
        return Collections.unmodifiableMap(costs);
    }
}
