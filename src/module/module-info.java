/**
 * Takes the noise out of speech. Add {@code --add-modules jdk.incubator.vector} to the java command for
 * the fast kernels.
 */
module quietline {
    requires static jdk.incubator.vector;
    requires JTransforms;

    exports quietline;
    exports quietline.measure;
    exports quietline.voice;
    exports quietline.weights;
}
