package dev.signalbox.egress;

import dev.signalbox.config.Config;
import dev.signalbox.config.StartRefused;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which targets may be called. Pure: it is asked with addresses and never resolves a name itself. */
public final class EgressRules {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What frames a message is written by the client alone. */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final List<Allowed> allowed;
    private final Set<Integer> ownPorts;

    /**
     * @param allow {@code HOST|CIDR[:PORT]} of loopback and private targets that may be called
     * @param ownPorts of this hub's listeners: on loopback only reached when listed with the port
     * @throws IllegalArgumentException when an entry cannot be read, with a sentence for the operator
     */
    public EgressRules(List<String> allow, Set<Integer> ownPorts) {
        this.allowed = allow.stream().map(Allowed::of).toList();
        this.ownPorts = Set.copyOf(ownPorts);
    }

    /**
     * What a hub may call.
     *
     * @throws StartRefused when an entry cannot be read
     */
    public static EgressRules of(Config config) {
        try {
            return new EgressRules(
                    config.egress().allow(),
                    Set.copyOf(List.of(config.admin().port(), config.ingest().port())));
        } catch (IllegalArgumentException e) {
            throw StartRefused.configuration(String.valueOf(e.getMessage()));
        }
    }

    /** Why a URI can never be called, as far as its text tells; null when only its addresses can decide. */
    public @Nullable String refusal(String uri) {
        Target.Parsed parsed = Target.parse(uri);
        if (parsed instanceof Target.Parsed.Good good) {
            InetAddress literal = good.target().literal();
            return literal == null ? null : refusal(good.target(), List.of(literal));
        }
        return ((Target.Parsed.Bad) parsed).sentence();
    }

    /** Why a call is not sent as it is; null when its method and headers are good. */
    @Nullable
    String refusal(Outgoing outgoing) {
        if (!METHODS.contains(outgoing.method())) {
            return "The method is refused: wanted is one of " + String.join(", ", METHODS) + ".";
        }
        for (Map.Entry<String, String> header : outgoing.headers().entrySet()) {
            String name = header.getKey();
            if (!TOKEN.matcher(name).matches()) {
                return "A header is refused: its name has characters that HTTP does not know.";
            }
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                return "The header " + name + " is refused: the hub writes it itself.";
            }
            if (!VALUE.matcher(header.getValue()).matches()) {
                return "The header " + name + " is refused: its value has line breaks or characters outside ASCII.";
            }
        }
        return null;
    }

    /** Why a target with these addresses is not called; null when every one of them may be. */
    @Nullable
    String refusal(Target target, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            String why = refusal(target, address);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private @Nullable String refusal(Target target, InetAddress address) {
        Reach reach = Reach.of(address);
        String where = target.literal() == null ? " (" + address.getHostAddress() + ")" : "";
        if (reach == Reach.NEVER) {
            return "The target " + target.hostAndPort() + where
                    + " is refused: link-local, metadata, multicast and reserved addresses are never called.";
        }
        boolean own = address.isLoopbackAddress() && ownPorts.contains(target.port());
        if (reach == Reach.PUBLIC || listed(target, address, own)) {
            return null;
        }
        String what = own ? "is this hub itself" : "is a loopback or private address";
        return "The target " + target.hostAndPort() + where + ' ' + what
                + " and not listed; to allow it start the hub with --egress-allow " + target.hostAndPort();
    }

    private boolean listed(Target target, InetAddress address, boolean withPort) {
        return allowed.stream().anyMatch(entry -> (!withPort || entry.port() != 0) && entry.covers(target, address));
    }
}
