package lab;

import java.io.IOException;
import java.io.InputStream;

/** Work that makes the JVM itself want memory: classes, compiled code, threads. */
public final class ManyClasses implements Scenario {
    private final byte[] bytes = bytesOf(Idle.class);

    @Override
    public void run() throws Exception {
        for (int i = 0; i < 100_000; i++) oneMore(bytes, i % 100 == 0);
    }

    private static void oneMore(byte[] bytes, boolean withThread) throws Exception {
        try {
            new Loader().define(bytes).getDeclaredConstructor().newInstance();
            if (withThread) new Thread(ManyClasses::rest, "request-handler").start();
        } catch (OutOfMemoryError refused) {
            ServerLog.error("kafka.server.KafkaRequestHandler", "Exception when handling request", refused);
        }
    }

    private static byte[] bytesOf(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("Idle.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(ManyClasses.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass("lab.Idle", bytes, 0, bytes.length);
        }
    }
}
