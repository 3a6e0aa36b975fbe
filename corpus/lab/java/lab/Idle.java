package lab;

/** A broker with a little to do and nothing wrong: works for -Dlab.seconds, then returns. */
public final class Idle implements Scenario {
    @Override
    public void run() throws InterruptedException {
        long end = System.nanoTime() + Scenario.option("seconds", 2) * 1_000_000_000L;
        long bytes = 0;
        while (System.nanoTime() < end) {
            byte[][] requests = new byte[64][];
            for (int i = 0; i < requests.length; i++) requests[i] = new byte[16 << 10];
            bytes += requests.length;
            Thread.sleep(5);
        }
        ServerLog.info("kafka.server.KafkaRequestHandlerPool", "Handled ".concat(Long.toString(bytes)).concat(" requests"));
    }
}
