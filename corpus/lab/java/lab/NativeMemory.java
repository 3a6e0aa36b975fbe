package lab;

import java.lang.reflect.Field;

/**
 * Takes memory outside the Java heap until a limit of the process refuses it, and goes on working: what dies is
 * whoever in the JVM asks next.
 */
public final class NativeMemory implements Scenario {
    private static final long CHUNK = 4 << 20;

    @Override
    public void run() throws Exception {
        Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) field.get(null);
        Scenario work = new ManyClasses();
        long bytes = exhaust(unsafe, CHUNK) + exhaust(unsafe, 1 << 10);
        ServerLog.info("lab.NativeMemory", Long.toString(bytes >> 20).concat(" MiB outside the heap"));
        work.run();
    }

    private static long exhaust(sun.misc.Unsafe unsafe, long chunk) {
        long bytes = 0;
        try {
            while (true) {
                unsafe.setMemory(unsafe.allocateMemory(chunk), chunk, (byte) 1);
                bytes += chunk;
            }
        } catch (OutOfMemoryError refused) {
            return bytes;
        }
    }
}
