package lab;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** A confounder: many mapped files (-Dlab.count), still below the limit, and then something else (-Dlab.afterwards) goes wrong. */
public final class InnocentMappings implements Scenario {
    private final List<MappedByteBuffer> mapped = new ArrayList<>();

    @Override
    public void run() throws Exception {
        int count = Scenario.option("count", 60_000);
        for (int i = 0; i < count; i++) mapped.add(map(new File("data", "_".concat(Integer.toString(i, 36)).concat(".cfs"))));
        ServerLog.info("lab.InnocentMappings", Integer.toString(count).concat(" files mapped"));
        ((Scenario) Class.forName(Scenario.option("afterwards", "lab.Idle")).getDeclaredConstructor().newInstance()).run();
    }

    private static MappedByteBuffer map(File file) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
            raf.setLength(4096);
            return raf.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, 4096);
        }
    }
}
