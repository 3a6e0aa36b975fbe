package lab;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Maps a file, reads it, deletes it and drops the buffer, as a merge of small index files does: the mapping stays until a
 * collection finds the buffer, and an idle heap asks for none.
 */
public final class DroppedMappings implements Scenario {
    private long sum;

    @Override
    public void run() {
        try {
            for (int i = 0; i < 200_000; i++) readAndDelete(new File("data", "_".concat(Integer.toString(i, 36)).concat(".tmp")));
        } catch (IOException e) {
            Snapshot.take("failure");
            ServerLog.error("lab.DroppedMappings", "Merge failed", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void readAndDelete(File file) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
            raf.setLength(4096);
            MappedByteBuffer mmap = raf.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, 4096);
            sum += mmap.get(0);
        }
        if (!file.delete()) throw new IOException("Cannot delete ".concat(file.getPath()));
    }
}
