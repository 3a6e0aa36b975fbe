package org.apache.kafka.common.utils;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** Stand-in for Kafka's class of this name: unmaps a buffer now instead of at some later garbage collection. */
public final class ByteBufferUnmapper {
    private static final sun.misc.Unsafe UNSAFE = unsafe();

    private ByteBufferUnmapper() {}

    public static void unmap(ByteBuffer buffer) {
        UNSAFE.invokeCleaner(buffer);
    }

    private static sun.misc.Unsafe unsafe() {
        try {
            Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (sun.misc.Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
