package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A Redis that somebody else keeps: it is used and looked at, never harmed. */
public final class GivenStore implements Store {

    private static final int STANDARD_PORT = 6379;

    private final URI address;

    public GivenStore(String url) {
        this.address = URI.create(url);
        if (!"redis".equals(address.getScheme()) || address.getHost() == null) {
            throw new CannotRun("--redis is embedded or redis://[USER:PASSWORD@]HOST[:PORT], not " + url);
        }
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public boolean ours() {
        return false;
    }

    @Override
    public String url(int at) {
        String who = address.getRawUserInfo() == null ? "" : address.getRawUserInfo() + '@';
        return "redis://" + who + (at == port() ? address.getHost() : "127.0.0.1") + ':' + at;
    }

    @Override
    public int port() {
        return address.getPort() < 0 ? STANDARD_PORT : address.getPort();
    }

    @Override
    public long pid() {
        throw notOurs();
    }

    @Override
    public Path folder() {
        throw notOurs();
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void start() {
        throw notOurs();
    }

    private static CannotRun notOurs() {
        return new CannotRun("the Redis was given with --redis: it is not this run's to harm");
    }

    @Override
    public Resp connect() throws IOException {
        Resp resp = new Resp(address.getHost(), port());
        String who = address.getUserInfo();
        if (who != null) {
            int colon = who.indexOf(':');
            String user = colon > 0 ? who.substring(0, colon) : "default";
            var unusedOk = resp.ask("AUTH", user, who.substring(colon + 1));
        }
        return resp;
    }

    @Override
    public void close() {
        // It stays as it is.
    }
}
