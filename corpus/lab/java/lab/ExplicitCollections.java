package lab;

/** Calls System.gc() now and then for reasons of its own, as some libraries do. */
public final class ExplicitCollections implements Scenario {
    @Override
    public void run() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            byte[][] requests = new byte[256][];
            for (int k = 0; k < requests.length; k++) requests[k] = new byte[64 << 10];
            System.gc();
            Thread.sleep(500);
        }
    }
}
