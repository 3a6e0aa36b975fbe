package lab;

import java.io.File;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/**
 * The file of a mapping is cut while it is in use (-Dlab.how=truncate), or its file system has no room for the page that is
 * touched (-Dlab.how=fill, on a small tmpfs). The page cannot be supplied: SIGBUS. HotSpot turns it into an InternalError
 * where its own Java access failed; inside an intrinsic or a library (-Dlab.access=crc) the process dies.
 */
public final class TruncatedFile implements Scenario {
    private static final int BYTES = 8 << 20;

    @Override
    public void run() throws Exception {
        try (RandomAccessFile raf = new RandomAccessFile(new File("data", "00000000000000000000.index"), "rw")) {
            raf.setLength(BYTES);
            MappedByteBuffer mmap = raf.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            if (Scenario.option("how", "truncate").equals("truncate")) raf.setLength(4096);
            ServerLog.info("lab.TruncatedFile", "touching the mapping");
            touch(mmap);
        } catch (InternalError e) {
            ServerLog.error("kafka.server.ReplicaManager", "[ReplicaManager broker=3] Error processing append operation on partition events-0", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void touch(MappedByteBuffer mmap) {
        if (Scenario.option("access", "java").equals("crc")) {
            CRC32 crc = new CRC32();
            crc.update(mmap);
            ServerLog.info("lab.TruncatedFile", Long.toHexString(crc.getValue()));
        } else {
            for (int at = 0; at < BYTES; at += 4096) mmap.putInt(at, at);
        }
    }
}
