package lab;

/** A message that refers to itself, parsed recursively. */
public final class Recursion implements Scenario {
    @Override
    public void run() {
        try {
            parse(0);
        } catch (StackOverflowError e) {
            ServerLog.error("kafka.server.KafkaApis", "[KafkaApi-3] Error when handling request", e);
        }
    }

    private static int parse(int depth) {
        return parse(depth + 1) + 1;
    }
}
