package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import quietline.Models;
import quietline.reference.Cost;
import quietline.reference.LayerCosts;
import quietline.weights.Weights;

/**
 * Prints weights in at most 100 columns: their source, their tensors by layer, and either the cost
 * of each layer or the reasons why they do not fit the network.
 */
final class WeightsReport {

    private static final int COLUMNS = 100;
    private static final int LABEL_COLUMNS = 10;
    private static final Pattern LINE = Pattern.compile("\\S.{0,83}(?=\\s|$)|\\S{84}");

    private final Weights weights;
    private final PrintWriter out;

    WeightsReport(Weights weights, PrintWriter out) {
        this.weights = weights;
        this.out = out;
    }

    void print(List<String> misfits) {
        Weights fitting = misfits.isEmpty() ? weights : Models.builtIn(weights);
        Map<String, Cost> costs = LayerCosts.perFrame(fitting);
        printOrigin();
        new WeightsTensors(weights, costs.keySet()).print(out);
        if (misfits.isEmpty()) {
            new WeightsCosts(costs).print(out);
            line("Fits %s.", Models.name(weights));
        } else {
            line("Does not fit the network:");
            misfits.forEach(misfit -> line("  %s", ReportText.shortened(misfit, COLUMNS - 2)));
        }
        out.flush();
    }

    private void printOrigin() {
        line("%s", ReportText.printable(weights.source()));
        line("  %-10s  %s", "format", weights.format());
        line("  %-10s  %s", "SHA-256", weights.sha256());
        weights.metadata().forEach(this::printMetadata);
        line("");
    }

    private void printMetadata(String key, String text) {
        String label = ReportText.shortened(key, LABEL_COLUMNS);
        for (MatchResult part : LINE.matcher(ReportText.printable(text)).results().toList()) {
            line("  %-10s  %s", label, part.group());
            label = "";
        }
    }

    private void line(String format, Object... arguments) {
        ReportText.line(out, format, arguments);
    }
}
