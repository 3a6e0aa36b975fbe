package lab;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.text.SimpleDateFormat;
import java.util.Date;

/** Writes server.log in Kafka's default layout, {@code [%d] %p %m (%c)%n}, with nothing loaded or mapped on the way. */
public final class ServerLog {
    private static final SimpleDateFormat STAMP = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss,SSS");
    private static final PrintStream OUT = open();

    private ServerLog() {}

    public static void info(String logger, String message) {
        write("INFO", message, logger, null);
    }

    public static void warn(String logger, String message) {
        write("WARN", message, logger, null);
    }

    public static void error(String logger, String message, Throwable thrown) {
        write("ERROR", message, logger, thrown);
    }

    public static void fatal(String logger, String message, Throwable thrown) {
        write("FATAL", message, logger, thrown);
    }

    /** Loads what printing a stack trace needs, so that a process at its limit can still log. */
    public static void warmUp() {
        Throwable thrown = new IOException("warm up", new OutOfMemoryError("warm up"));
        thrown.printStackTrace(new PrintStream(new ByteArrayOutputStream()));
    }

    private static synchronized void write(String level, String message, String logger, Throwable thrown) {
        OUT.print("[");
        OUT.print(STAMP.format(new Date()));
        OUT.print("] ");
        OUT.print(level);
        OUT.print(" ");
        OUT.print(message);
        OUT.print(" (");
        OUT.print(logger);
        OUT.println(")");
        if (thrown != null) thrown.printStackTrace(OUT);
        OUT.flush();
    }

    private static PrintStream open() {
        try {
            return new PrintStream(new FileOutputStream("server.log", true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
