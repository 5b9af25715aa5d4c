package quietline.dsp;

/** Windows 512 samples and transforms them. */
interface WindowedTransform {

    void forward(float[] samples, Spectrum out);
}
