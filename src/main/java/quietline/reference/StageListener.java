package quietline.reference;

import quietline.weights.Tensor;

/** Is shown what each stage of the network gives, shaped (channels, frames, bands). */
@FunctionalInterface
public interface StageListener {

    /** Named as in PyTorch: {@code encoder.en_convs.0}, {@code dpgrnn1}, … */
    void stage(String name, Tensor output);
}
