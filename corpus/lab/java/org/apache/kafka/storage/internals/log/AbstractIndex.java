package org.apache.kafka.storage.internals.log;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.kafka.common.utils.ByteBufferUnmapper;

/**
 * Stand-in for Kafka's class of this name: an index file that is preallocated (sparse), mapped whole, and mapped again
 * when its size changes. Each living object costs the process one mapping and no descriptor.
 */
public abstract class AbstractIndex {
    /** False as in Kafka before KAFKA-19390: a resize drops the old buffer and leaves its munmap to the garbage collector. */
    private static final boolean UNMAP_ON_RESIZE = Boolean.getBoolean("lab.unmapOnResize");

    private final int entrySize;
    private File file;
    private MappedByteBuffer mmap;
    private int entries;

    AbstractIndex(File file, int maxIndexSize, int entrySize) throws IOException {
        this.file = file;
        this.entrySize = entrySize;
        createAndAssignMmap(maxIndexSize);
    }

    private void createAndAssignMmap(int maxIndexSize) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
            raf.setLength(maxIndexSize / entrySize * entrySize);
            mmap = createMappedBuffer(raf);
        }
    }

    private static MappedByteBuffer createMappedBuffer(RandomAccessFile raf) throws IOException {
        return raf.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, raf.length());
    }

    /** Writes one entry: touches the first page, as a real append does. */
    public void append(long value) {
        if (mmap.remaining() < entrySize) return;
        mmap.putInt((int) value);
        mmap.position(Math.min(mmap.limit(), mmap.position() + entrySize - 4));
        entries++;
    }

    public void trimToValidSize() throws IOException {
        resize(Math.max(1, entries) * entrySize);
    }

    public void resize(int newSize) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
            int position = Math.min(mmap.position(), newSize);
            if (UNMAP_ON_RESIZE) safeForceUnmap();
            raf.setLength(newSize);
            mmap = createMappedBuffer(raf);
            mmap.position(position);
        }
    }

    public void renameTo(File to) throws IOException {
        if (!file.renameTo(to)) throw new IOException("Failed to rename " + file);
        file = to;
    }

    /** Unmaps the newest mapping only, as Kafka does: one that a resize left behind survives the deletion of its file. */
    public void deleteIfExists() {
        safeForceUnmap();
        file.delete();
    }

    public File file() {
        return file;
    }

    public ByteBuffer buffer() {
        return mmap;
    }

    private void safeForceUnmap() {
        ByteBufferUnmapper.unmap(mmap);
    }
}
