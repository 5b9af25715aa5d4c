package quietline.kernel;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
            case "auto" -> samples < LONG_SAMPLES ? SCALAR : Vector.orScalar();
            default ->
                    throw new UnavailableKernelsException(
                            "quietline.kernels must be auto, scalar or vector, got '%s'"
                                    .formatted(wish));
        };
    }

    /** Loads the vector kernels when they are first asked for, because loading takes time. */
    private static final class Vector {

        private static final String OBJECTION = objection();
        private static final Optional<Kernels> KERNELS = load();

        static Kernels required() {
            return KERNELS.orElseThrow(
                    () ->
                            new UnavailableKernelsException(
                                    "quietline.kernels=vector, but "
                                            + Objects.requireNonNullElse(
                                                    OBJECTION, "they do not load")));
        }

        static Kernels orScalar() {
            return KERNELS.orElse(SCALAR);
        }

        /** Returns why the vector kernels cannot run, with the remedy, or null if they can. */
        private static String objection() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                return "start Java with --add-modules jdk.incubator.vector";
            }
            String vm = System.getProperty("java.vm.info", "");
            if (vm.contains("interpreted")) {
                return "the virtual machine only interprets (start Java without -Xint)";
            }
            if (!ScalarFma.FUSED) {
                return "this processor has no fused multiply-add (or start Java without"
                        + " -XX:-UseFMA)";
            }
            return null;
        }

        private static Optional<Kernels> load() {
            System.Logger log = System.getLogger("quietline");
            if (OBJECTION != null) {
                // Forced vector kernels throw an exception instead.
                if (!WISH.equalsIgnoreCase("vector")) {
                    log.log(Level.INFO, "SIMD is off: " + OBJECTION);
                }
                return Optional.empty();
            }
            try {
                Class<?> type = Class.forName("quietline.kernel.VectorKernels");
                return Optional.of((Kernels) type.getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException | LinkageError e) {
                log.log(Level.WARNING, "the vector kernels do not load", e);
                return Optional.empty();
            }
        }
    }
}
