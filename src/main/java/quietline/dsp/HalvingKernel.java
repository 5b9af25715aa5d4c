package quietline.dsp;

/**
 * The low-pass kernel between a rate and its double: taps k from -K to K of the double rate, K
 * even, the even and the odd ones apart. The sharper the transition, the more taps.
 */
record HalvingKernel(KaiserSinc sinc, int reach) {

    static HalvingKernel of(Transition edges) {
        // The lower rate's Nyquist frequency is a quarter of the double rate.
        int reach =
                2 * (int) Math.ceil(KaiserSinc.halfWidth(edges.pass() / 4, edges.stop() / 4) / 2);
        return new HalvingKernel(
                new KaiserSinc((edges.pass() + edges.stop()) / 8, reach + 1), reach);
    }

    float[] evens(double sum) {
        return sinc.taps(-reach, 2, reach + 1, sum);
    }

    float[] odds(double sum) {
        return sinc.taps(1 - reach, 2, reach, sum);
    }
}
