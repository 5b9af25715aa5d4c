package quietline.streaming.profile;

import java.util.Map;
import quietline.Enhancer;
import quietline.kernel.KernelChoice;
import quietline.weights.Weights;

/** What is measured, on what sound, and for how long. */
public record ProfileSettings(
        Weights weights, HopSound sound, long warmUpNanos, long durationNanos) {

    static final long HOP_NANOS = 1_000_000_000L * Enhancer.HOP_SAMPLES / Enhancer.SAMPLE_RATE;

    /** A report about this, with all that is to be known of the circumstances. */
    ProfileReport report(String mode, String title) {
        ProfileReport report = new ProfileReport(mode, title);
        report.facts(facts());
        return report;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = Machine.facts();
        facts.put("kernels", KernelChoice.fastest().name());
        facts.put("weights", weights.source());
        facts.put("SHA-256", weights.sha256());
        facts.put("sound", sound.name());
        return facts;
    }

    Enhancer enhancer() {
        return Enhancer.create(weights, KernelChoice.fastest());
    }
}
