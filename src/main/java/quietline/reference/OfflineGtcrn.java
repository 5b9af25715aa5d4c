package quietline.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import quietline.dsp.Spectrum;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * GTCRN on a whole recording: converts a spectrum (257, T, 2) to the enhanced spectrum of the same
 * shape. Follows the paper layer by layer and is slow; tests compare the streaming network with it.
 *
 * <pre>
 * (magnitude, re, im) → ERB bands → encoder → 2 × DPGRNN → decoder (+ encoder's outputs) → mask
 * (re + i·im) · (mask₀ + i·mask₁)
 * </pre>
 */
public final class OfflineGtcrn {

    /** Splits a stage name into its layer and the part of the layer. */
    private static final Pattern OUTER = Pattern.compile("\\.(?=erb_fc|ierb_fc|intra|inter)");

    private final ErbMatrices erb;
    private final List<Layer> encoder;
    private final OfflineDpGrnn dpgrnn1;
    private final OfflineDpGrnn dpgrnn2;
    private final List<Layer> decoder;

    public OfflineGtcrn(Weights weights) {
        NamedLayers named = new NamedLayers(weights.reader(), "");
        erb = ErbMatrices.of(named.within("erb"));
        encoder = encoder(named.within("encoder").within("en_convs"));
        dpgrnn1 = OfflineDpGrnn.of(named.within("dpgrnn1"));
        dpgrnn2 = OfflineDpGrnn.of(named.within("dpgrnn2"));
        decoder = decoder(named.within("decoder").within("de_convs"));
        named.weights().ignore(name -> name.endsWith("num_batches_tracked"));
        named.weights().finish();
    }

    private static List<Layer> encoder(NamedLayers named) {
        return List.of(
                new SubbandUnfold().then(OfflineConvBlock.encoder(named.within("0"), 9, 1)),
                OfflineConvBlock.encoder(named.within("1"), 16, 2),
                OfflineGtConvBlock.encoder(named.within("2"), 1),
                OfflineGtConvBlock.encoder(named.within("3"), 2),
                OfflineGtConvBlock.encoder(named.within("4"), 5));
    }

    private static List<Layer> decoder(NamedLayers named) {
        return List.of(
                OfflineGtConvBlock.decoder(named.within("0"), 5),
                OfflineGtConvBlock.decoder(named.within("1"), 2),
                OfflineGtConvBlock.decoder(named.within("2"), 1),
                OfflineConvBlock.decoder(named.within("3"), 2),
                OfflineConvBlock.mask(named.within("4")));
    }

    public Tensor enhance(Tensor spectrum) {
        return enhance(spectrum, (name, output) -> {});
    }

    /**
     * Enhances a spectrum and passes the output (channels, frames, bands) of each stage to the
     * listener, with its PyTorch name: {@code encoder.en_convs.0}, {@code dpgrnn1}, …
     */
    public Tensor enhance(Tensor spectrum, BiConsumer<String, Tensor> listener) {
        ComplexSpectrum noisy = new ComplexSpectrum(spectrum);
        Tensor x = reported("erb", erb.toBands().apply(noisy.features()), listener);
        Tensor[] skip = new Tensor[encoder.size()];
        for (int i = 0; i < encoder.size(); i++) {
            x = reported("encoder.en_convs." + i, encoder.get(i).apply(x), listener);
            skip[i] = x;
        }
        x = reported("dpgrnn1", dpgrnn1.apply(x), listener);
        x = reported("dpgrnn2", dpgrnn2.apply(x), listener);
        for (int i = 0; i < decoder.size(); i++) {
            Tensor sum = Axes.add(x, skip[skip.length - 1 - i]);
            x = reported("decoder.de_convs." + i, decoder.get(i).apply(sum), listener);
        }
        Tensor mask = reported("mask", erb.toBins().apply(x), listener);
        return noisy.masked(mask);
    }

    private static Tensor reported(
            String name, Tensor output, BiConsumer<String, Tensor> listener) {
        int[] shape = output.shape();
        listener.accept(name, Axes.reshape(output, shape[1], shape[2], shape[3]));
        return output;
    }

    /**
     * Returns the cost of one frame: 48,245 parameters (23,669 learned, 24,576 in the fixed ERB
     * matrices), 451,664 multiply-adds and 76,390 elementwise operations. At 62.5 frames a second
     * the 528,054 operations are the published 33.0 MMAC/s.
     */
    public Cost costPerFrame() {
        return costsPerFrame().values().stream().reduce(Cost.NONE, Cost::plus);
    }

    /** Returns the cost of one frame by layer, in the network's order. */
    public Map<String, Cost> costsPerFrame() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        costsPerStage()
                .forEach((stage, cost) -> costs.merge(OUTER.split(stage)[0], cost, Cost::plus));
        return Collections.unmodifiableMap(costs);
    }

    /** As {@link #costsPerFrame}, with both ERB matrices and both paths of a DPGRNN apart. */
    public Map<String, Cost> costsPerStage() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        int[] shape = {1, 3, 1, Spectrum.BINS};
        costs.put("erb.erb_fc", erb.toBands().cost(shape));
        shape = erb.toBands().outputShape(shape);
        for (int i = 0; i < encoder.size(); i++) {
            costs.put("encoder.en_convs." + i, encoder.get(i).cost(shape));
            shape = encoder.get(i).outputShape(shape);
        }
        costs.put("dpgrnn1.intra", dpgrnn1.acrossBands(shape));
        costs.put("dpgrnn1.inter", dpgrnn1.acrossFrames(shape));
        costs.put("dpgrnn2.intra", dpgrnn2.acrossBands(shape));
        costs.put("dpgrnn2.inter", dpgrnn2.acrossFrames(shape));
        for (int i = 0; i < decoder.size(); i++) {
            costs.put("decoder.de_convs." + i, decoder.get(i).cost(shape));
            shape = decoder.get(i).outputShape(shape);
        }
        costs.put("erb.ierb_fc", erb.toBins().cost(shape));
        return Collections.unmodifiableMap(costs);
    }
}
