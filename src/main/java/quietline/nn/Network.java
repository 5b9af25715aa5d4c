package quietline.nn;

import quietline.dsp.Spectrum;

/**
 * A causal network for one stream: from each noisy spectrum to the mask that takes the noise out of
 * it. Owns what it remembers of past frames.
 */
public interface Network {

    /**
     * Computes the next frame's mask, complex; a network with a real gain for each bin leaves the
     * imaginary parts zero.
     */
    void forward(Spectrum noisy, Spectrum mask);

    /** Forgets all frames, as if new. */
    void reset();
}
