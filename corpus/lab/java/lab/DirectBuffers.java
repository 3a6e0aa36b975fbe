package lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps direct buffers of 1 MiB until -XX:MaxDirectMemorySize, or a limit of the system, refuses one. */
public final class DirectBuffers implements Scenario {
    private final List<ByteBuffer> retained = new ArrayList<>();

    @Override
    public void run() {
        while (true) retained.add(ByteBuffer.allocateDirect(1 << 20));
    }
}
