package quietline.streaming.cli;

/** The command line's entrance. */
public final class QuietlineCommand {

    private QuietlineCommand() {}

    public static void main(String[] args) {
        System.out.println("quietline");
    }
}
