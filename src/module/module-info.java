/**
 * Takes the noise out of speech. Add {@code --add-modules jdk.incubator.vector} to the java command for
 * the fast kernels.
 */
@SuppressWarnings("module")
module quietline {
    requires static jdk.incubator.vector;
    requires JTransforms;

    exports quietline;
    exports quietline.measure;
    exports quietline.voice;
    exports quietline.weights;

    // For quietline-streaming, which is published with this.
    exports quietline.dsp to
            quietline.streaming;
    exports quietline.kernel to
            quietline.streaming;
    exports quietline.reference to
            quietline.streaming;
}
