package lab;

/** What happens inside the broker of this run: named by -Dlab.scenario, started by kafka.Kafka. */
public interface Scenario {
    void run() throws Exception;

    static String option(String name, String fallback) {
        return System.getProperty("lab.".concat(name), fallback);
    }

    static int option(String name, int fallback) {
        return Integer.getInteger("lab.".concat(name), fallback);
    }
}
