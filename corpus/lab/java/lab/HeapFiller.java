package lab;

import java.util.ArrayList;
import java.util.List;

/** Keeps everything it reads: the Java heap fills until nothing can be collected. */
public final class HeapFiller implements Scenario {
    private final List<byte[]> retained = new ArrayList<>();

    @Override
    public void run() throws InterruptedException {
        int chunk = Scenario.option("chunkBytes", 256 << 10);
        int pause = Scenario.option("pauseMs", 0);
        while (true) {
            retained.add(new byte[chunk]);
            if (pause > 0) Thread.sleep(pause);
        }
    }
}
