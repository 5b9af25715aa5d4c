package quietline.kernel;

import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Chooses the {@link Kernels} of a stream, once, by its length: the scalar kernels are fast at
 * once; the vector kernels are four times as fast after Java has compiled them for a second or two.
 * {@code -Dquietline.kernels=scalar} or {@code vector} overrides the choice.
 */
public final class KernelChoice {

    /**
     * From 15,000 hops on, four minutes of 16 kHz sound, the vector kernels save more time than
     * their compilation takes.
     */
    public static final long LONG_SAMPLES = 15_000 * (RealTransform.SAMPLES / 2);

    private static final String WISH = System.getProperty("quietline.kernels", "auto");

    private static final Kernels SCALAR = new ScalarKernels();

    private KernelChoice() {}

    /** Returns the kernels for a stream whose length is not known: the scalar ones. */
    public static Kernels standard() {
        return forSamples(0);
    }

    /** Returns the kernels for a length in samples at 16 kHz, all channels together. */
    public static Kernels forSamples(long samples) {
        return forSamples(WISH, samples);
    }

    /** Returns the kernels that are fastest once compiled: the vector ones where they can run. */
    public static Kernels fastest() {
        return forSamples(LONG_SAMPLES);
    }

    /** Chooses by a wish: auto, scalar or vector. */
    static Kernels forSamples(String wish, long samples) {
        return switch (wish.toLowerCase(Locale.ROOT)) {
            case "scalar" -> SCALAR;
            case "vector" -> Vector.required();
            case "auto" -> samples < LONG_SAMPLES ? SCALAR : Vector.KERNELS;
            default ->
                    throw new UnavailableKernelsException(
                            "quietline.kernels must be auto, scalar or vector, got '" + wish + "'");
        };
    }

    /** Returns why the vector kernels cannot run, with the remedy, or null if they can. */
    public static String objection() {
        return Vector.objection;
    }

    /** Loads the vector kernels when they are first asked for, because loading takes time. */
    private static final class Vector {

        private static final String MODULE = "jdk.incubator.vector";

        /** Why they cannot run, with the remedy, or null. */
        private static String objection = objection();

        private static final Kernels KERNELS = objection == null ? load() : SCALAR;

        static {
            if (objection != null && !WISH.equalsIgnoreCase("vector")) {
                System.getLogger("quietline").log(Level.INFO, "SIMD is off: " + objection);
            }
        }

        static Kernels required() {
            if (objection != null) {
                throw new UnavailableKernelsException("quietline.kernels=vector, but " + objection);
            }
            return KERNELS;
        }

        private static String objection() {
            if (!hasModule()) {
                return "start Java with --add-modules " + MODULE;
            }
            if (System.getProperty("java.vm.info", "").contains("interpreted")) {
                return "the virtual machine only interprets (start Java without -Xint)";
            }
            return ScalarFma.FUSED
                    ? null
                    : "this processor has no fused multiply-add (or start Java without -XX:-UseFMA)";
        }

        /** Adds the module if the jar's Add-Exports allows it: --add-modules prints a warning. */
        private static boolean hasModule() {
            try {
                Class<?> modules = Class.forName("jdk.internal.module.Modules");
                modules.getMethod("loadModule", String.class).invoke(null, MODULE);
                return true;
            } catch (ReflectiveOperationException e) {
                return ModuleLayer.boot().findModule(MODULE).isPresent();
            }
        }

        private static Kernels load() {
            try {
                Class<?> type = Class.forName("quietline.kernel.VectorKernels");
                return (Kernels) type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                objection = "the vector kernels do not load: " + e;
                return SCALAR;
            }
        }
    }
}
