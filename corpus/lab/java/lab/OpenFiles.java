package lab;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A descriptor for every segment and connection, and none closed, until RLIMIT_NOFILE. */
public final class OpenFiles implements Scenario {
    private final List<Socket> connections = new ArrayList<>();
    private final List<RandomAccessFile> segments = new ArrayList<>();

    @Override
    public void run() throws Exception {
        ServerSocket acceptor = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        connections.add(new Socket(acceptor.getInetAddress(), acceptor.getLocalPort()));
        try {
            for (int i = 0; i < Scenario.option("count", 1_000_000); i++) segments.add(new RandomAccessFile(new File("data", String.format("%020d.log", i)), "rw"));
        } catch (IOException e) {
            ServerLog.error("kafka.server.LogDirFailureChannel", "Error while rolling log segment for events-0 in dir data", e);
            accept(acceptor);
            Thread.sleep(2000);
            ServerLog.error("kafka.log.LogManager", "Shutdown broker because all log dirs in data have failed", null);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void accept(ServerSocket acceptor) {
        try {
            acceptor.accept();
        } catch (IOException e) {
            ServerLog.error("kafka.network.Acceptor", "Error while accepting connection", e);
        }
    }
}
