package lab;

/** A pool that never gives its threads back: starts threads until the system, the user's limit or the mapping table refuses. */
public final class ThreadLeak implements Scenario {
    @Override
    public void run() throws InterruptedException {
        int most = Scenario.option("threads", Integer.MAX_VALUE);
        for (int i = 0; i < most; i++) {
            try {
                new Thread(null, ThreadLeak::rest, "consumer-fetcher-".concat(Integer.toString(i)), 128 << 10).start();
            } catch (OutOfMemoryError e) {
                ServerLog.info("lab.ThreadLeak", Integer.toString(i).concat(" threads"));
                throw e;
            }
        }
        ServerLog.info("lab.ThreadLeak", Integer.toString(most).concat(" threads"));
        Thread.sleep(2000);
    }

    private static void rest() {
        try {
            Thread.sleep(300_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
