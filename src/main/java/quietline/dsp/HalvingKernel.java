package quietline.dsp;

import quietline.dsp.PolyphaseStage.Phase;
import quietline.kernel.Kernels;

/**
 * The low-pass kernel between a rate and its double: taps k from -K to K of the double rate, K
 * even. Even and odd taps are scaled apart. The sharper the transition, the more taps.
 */
record HalvingKernel(KaiserSinc sinc, int reach) {

    static HalvingKernel of(Transition edges) {
        // The lower rate's Nyquist frequency is a quarter of the double rate.
        int reach =
                2 * (int) Math.ceil(KaiserSinc.halfWidth(edges.pass() / 4, edges.stop() / 4) / 2);
        return new HalvingKernel(
                new KaiserSinc((edges.pass() + edges.stop()) / 8, reach + 1), reach);
    }

    /** Returns the stage {@code y[n] = Σ h[k]·x[2n + k]}, symmetric and so without delay. */
    RateStage halver(Kernels kernels) {
        float[] evens = evens(0.5);
        float[] odds = odds(0.5);
        float[] all = new float[2 * reach + 1];
        for (int k = 0; k < all.length; k++) {
            all[k] = k % 2 == 0 ? evens[k / 2] : odds[k / 2];
        }
        return new PolyphaseStage(2, new Phase[] {new Phase(all, -reach)}, reach, reach, kernels);
    }

    /** Returns the stage {@code y[i] = Σ h[i - 2m]·x[m]}, symmetric and so without delay. */
    RateStage doubler(Kernels kernels) {
        int half = reach / 2;
        Phase even = new Phase(evens(1), -half);
        Phase odd = new Phase(odds(1), 1 - half);
        return new PolyphaseStage(1, new Phase[] {even, odd}, half, half, kernels);
    }

    private float[] evens(double sum) {
        return sinc.taps(-reach, 2, reach + 1, sum);
    }

    private float[] odds(double sum) {
        return sinc.taps(1 - reach, 2, reach, sum);
    }
}
