package dev.signalbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether an address may be called. */
enum Reach {
    /** Everybody may. */
    PUBLIC,
    /** Loopback, private, shared and documentation ranges: only what the operator listed. */
    LISTED,
    /** Link-local, metadata, multicast, unspecified and reserved addresses: nobody, whatever is listed. */
    NEVER;

    /*
     * The special-purpose address registries of IANA (RFC 6890 and its updates), and the metadata addresses of the
     * clouds that lie outside 169.254/16. The first range that contains an address decides.
     */
    private static final Map<Cidr, Reach> RANGES = new LinkedHashMap<>();

    private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
    private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");

    static {
        put(NEVER, "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254");
        put(NEVER, "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4");
        put(LISTED, "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");
        put(LISTED, "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24");
        put(LISTED, "::1", "fc00::/7", "fec0::/10", "2001:db8::/32", "64:ff9b:1::/48");
        put(NEVER, "::/96", "fe80::/10", "ff00::/8", "2001::/32");
    }

    private static void put(Reach reach, String... ranges) {
        for (String range : ranges) {
            RANGES.put(Cidr.of(range), reach);
        }
    }

    static Reach of(InetAddress address) {
        for (Map.Entry<Cidr, Reach> range : RANGES.entrySet()) {
            if (range.getKey().contains(address)) {
                return range.getValue();
            }
        }
        if (NAT64.contains(address)) {
            return disguised(address, 12);
        }
        if (SIX_TO_FOUR.contains(address)) {
            return disguised(address, 2);
        }
        boolean global = address.getAddress().length == 4 || GLOBAL_UNICAST.contains(address);
        return global ? PUBLIC : LISTED;
    }

    /** An IPv4 address inside an IPv6 one: good when public, else somebody hides an inner address. */
    private static Reach disguised(InetAddress address, int from) {
        try {
            byte[] inner = Arrays.copyOfRange(address.getAddress(), from, from + 4);
            return of(InetAddress.getByAddress(inner)) == PUBLIC ? PUBLIC : NEVER;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
