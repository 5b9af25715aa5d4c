package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * GTCRN on a whole recording.
 *
 * <pre>
 * features: magnitude, re, im      enhanced = (re + i·im) · (mask₀ + i·mask₁)
 * </pre>
 *
 * <p>One frame costs 48,245 parameters (23,669 learned, 24,576 in the fixed ERB matrices), 420,944
 * multiply-adds, 30,720 products with zeros and 76,390 elementwise operations. At 62.5 frames a
 * second the 528,054 operations are the published 33.0 MMAC/s.
 */
public final class OfflineGtcrn extends OfflineNetwork {

    public OfflineGtcrn(Weights weights) {
        super(weights, OfflineGtcrn::stages);
    }

    private static Stages stages(NamedLayers named) {
        ErbMatrices erb = ErbMatrices.of(named.within("erb"));
        return new Stages(
                erb.toBands(),
                encoder(named.within("encoder").within("en_convs")),
                dpGrnns(named, "dpgrnn1", "dpgrnn2"),
                decoder(named.within("decoder").within("de_convs")),
                erb.toBins());
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

    @Override
    Tensor features(ComplexSpectrum noisy) {
        return noisy.magnitudeAndParts();
    }

    @Override
    Tensor masked(ComplexSpectrum noisy, Tensor mask) {
        return noisy.timesComplex(mask);
    }
}
