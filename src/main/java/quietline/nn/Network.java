package quietline.nn;

import quietline.dsp.Spectrum;

/**
 * A causal network for one stream: computes the mask that removes the noise from each spectrum.
 * Owns the state that it keeps between frames.
 */
public interface Network {

    /**
     * Computes the complex mask of the next frame. A network with one real gain per bin leaves the
     * imaginary parts zero.
     */
    void forward(Spectrum noisy, Spectrum mask);

    /** Clears the state, so that the network behaves as a new one. */
    void reset();
}
