package lab;

/** One thread in a long counted loop (no safepoint poll inside), another that wants a collection. */
public final class SafepointHog implements Scenario {
    private static volatile long sink;

    @Override
    public void run() throws InterruptedException {
        Thread hog = new Thread(SafepointHog::crunch, "kafka-log-cleaner-thread-0");
        hog.start();
        Thread.sleep(1500);
        System.gc();
        hog.join();
    }

    private static void crunch() {
        for (int i = 0; i < 20_000; i++) sink += sum(1000);
        for (int i = 0; i < 100; i++) sink += sum(Integer.MAX_VALUE);
    }

    private static long sum(int n) {
        long sum = 1;
        for (int i = 0; i < n; i++) sum = sum * 31 + (sum >>> 7) / (i | 1);
        return sum;
    }
}
