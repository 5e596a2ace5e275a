import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the hub of this container whether it lives; ends with 0 when it does. The image has no curl. */
final class Health {

    private Health() {}

    public static void main(String[] args) throws IOException {
        String port = System.getenv().getOrDefault("SIGNALBOX_ADMIN_PORT", "8080");
        HttpURLConnection asked = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/health/live").toURL().openConnection();
        asked.setConnectTimeout(2_000);
        asked.setReadTimeout(2_000);
        System.exit(asked.getResponseCode() == 200 ? 0 : 1);
    }
}
