package quietline.reference;

/** Converts between the shape of a sequence (N, C, L) and of a one-row image (N, C, 1, L). */
final class OneRow {

    private OneRow() {}

    static int[] image(int[] line) {
        Fit.requireRank(3, line, "(N, C, L)");
        return new int[] {line[0], line[1], 1, line[2]};
    }

    static int[] line(int[] image) {
        return new int[] {image[0], image[1], image[3]};
    }
}
