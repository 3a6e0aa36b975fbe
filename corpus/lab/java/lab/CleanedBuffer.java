package lab;

import java.io.File;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/** A mapped buffer is unmapped by hand and read once more, as an index whose owner unmaps it under its readers: SIGSEGV. */
public final class CleanedBuffer implements Scenario {
    private static final int BYTES = 1 << 20;

    @Override
    public void run() throws Exception {
        try (RandomAccessFile raf = new RandomAccessFile(new File("data", "00000000000000000000.index"), "rw")) {
            raf.setLength(BYTES);
            MappedByteBuffer mmap = raf.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            unmap(mmap);
            ServerLog.info("lab.CleanedBuffer", "reading an unmapped buffer");
            mmap.get(new byte[65_536]);
        }
    }

    private static void unmap(ByteBuffer buffer) throws Exception {
        Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        ((sun.misc.Unsafe) field.get(null)).invokeCleaner(buffer);
    }
}
